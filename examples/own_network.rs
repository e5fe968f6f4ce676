//! Your own network: what the measures need from it, its association matrices, its modules.
//!
//! ```text
//! cargo run --example own_network
//! ```

#[cfg(feature = "torch")]
mod with_torch {
    use updown::prelude::*;
    use updown::progress::Silent;
    use updown::tch::nn::{self, Module};

    struct Mine {
        hidden: nn::Linear,
        out: nn::Linear,
    }

    impl Network for Mine {
        fn forward(&self, images: &Tensor) -> Forward {
            let hidden = self.hidden.forward(&images.flatten(1, -1)).tanh();
            Forward {
                logits: self.out.forward(&hidden),
                hidden: vec![hidden],
            }
        }

        fn kind(&self) -> Kind {
            Kind::Float
        }

        fn input_len(&self) -> usize {
            784
        }
    }

    pub fn main() -> Result<()> {
        tch::set_num_threads(1);
        tch::manual_seed(1);
        let data = Dataset::load(DatasetName::Glyphs, &Workspace::discover(), Device::Cpu)?;
        let variables = nn::VarStore::new(Device::Cpu);
        let root = variables.root();
        let mine = Mine {
            hidden: nn::linear(&root / "hidden", 784, 48, Default::default()),
            out: nn::linear(&root / "out", 48, 10, Default::default()),
        };

        let test = data.test.first(500);
        let config = AssociationConfig {
            combined: false,
            ..AssociationConfig::default()
        };
        let found =
            associations::measure_with(&mine, &test.images, Some(&test.labels), &config, &Silent)?;
        for method in Association::ALL {
            let adjacency =
                Adjacency::from_association(found.matrix(method, Layer::Hidden(0))?.view())?;
            let mut rng = Seeds::from_root(1).stream("example");
            let modules = cluster(
                &adjacency,
                &Optimizer::leiden(10),
                Resolution::default(),
                &mut rng,
            )?;
            println!(
                "{}: Q = {:.3}, {} modules",
                method.label(),
                modules.q,
                modules.n_modules
            );
        }
        Ok(())
    }
}

#[cfg(feature = "torch")]
fn main() -> updown::Result<()> {
    with_torch::main()
}

#[cfg(not(feature = "torch"))]
fn main() {
    println!("This example measures a network: it needs the feature `torch`.");
}

//! The input gradient of ReLU networks, from only the active units of each image.
//!
//! With J_l = ∂h_l/∂x = D_l W_l J_{l−1}, every product B_il = J_i J_lᵀ follows from the one below it,
//! B_il = B_i,l−1 W_lᵀ D_l and B_ll = D_l W_l B_l−1,l, from B_11 = D_1 W_1 W_1ᵀ D_1 on: Jacobians themselves are never made.
//! Rows and columns of silent units are zero, so only those of the a_l active units are computed: with half of the units
//! silent, an eighth of the multiplications.

use crate::models::DenseLayers;
use ndarray::{Array2, LinalgScalar};
use tch::kind::Element;
use tch::{Device, Tensor};

/// Sums in the precision of the network.
pub(super) enum ActiveProducts {
    Single(Sums<f32>),
    Double(Sums<f64>),
}

impl ActiveProducts {
    /// `combined`: also the blocks between different layers.
    pub(super) fn new(network: DenseLayers<'_>, combined: bool) -> Self {
        match network.weights[0].kind() {
            tch::Kind::Float => Self::Single(Sums::new(network, combined)),
            _ => Self::Double(Sums::new(network, combined)),
        }
    }

    /// Takes in n images: for each layer which units are active, (n, d_l), 0 or 1.
    pub(super) fn take(&mut self, masks: &[Tensor]) {
        match self {
            Self::Single(sums) => sums.add(masks),
            Self::Double(sums) => sums.add(masks),
        }
    }

    /// Σ over images of J Jᵀ with J of all layers, (U, U).
    pub(super) fn sum(&self) -> Tensor {
        let sum = match self {
            Self::Single(sums) => &sums.sum,
            Self::Double(sums) => &sums.sum,
        };
        let (rows, columns) = sum.dim();
        let values = sum.as_slice().expect("made in row-major order");
        let upper = Tensor::from_slice(values).view([rows as i64, columns as i64]);
        upper.triu(0) + upper.triu(1).tr()
    }
}

pub(super) struct Sums<T> {
    /// W_1 W_1ᵀ, (d_1, d_1)
    first: Array2<T>,
    /// W_l of the layers above the first, (d_l, d_{l−1})
    weights: Vec<Array2<T>>,
    /// Where each layer begins among all units.
    offsets: Vec<usize>,
    combined: bool,
    /// Upper triangle, (U, U)
    sum: Array2<f64>,
}

impl<T: LinalgScalar + Element + Into<f64>> Sums<T> {
    fn new(network: DenseLayers<'_>, combined: bool) -> Self {
        let first = &network.weights[0];
        let widths = network.hidden_widths();
        let offsets = widths.iter().scan(0, |end, width| {
            *end += width;
            Some(*end - width)
        });
        let units = widths.iter().sum();
        Self {
            first: array(&first.mm(&first.tr())),
            weights: network.weights[1..network.n_hidden()]
                .iter()
                .map(array)
                .collect(),
            offsets: offsets.collect(),
            combined,
            sum: Array2::zeros((units, units)),
        }
    }

    fn add(&mut self, masks: &[Tensor]) {
        let masks: Vec<Array2<f32>> = masks
            .iter()
            .map(|mask| array(&mask.to_kind(tch::Kind::Float)))
            .collect();
        for image in 0..masks.first().map_or(0, Array2::nrows) {
            let active = masks.iter().map(|mask| {
                let row = mask.row(image);
                (0..row.len()).filter(|&unit| row[unit] > 0.0).collect()
            });
            self.add_image(&active.collect::<Vec<Vec<usize>>>());
        }
    }

    fn add_image(&mut self, active: &[Vec<usize>]) {
        // B_il of the current layer l for i = first kept, …, l.
        let mut blocks = vec![gather(&self.first, &active[0], &active[0])];
        self.scatter(&blocks, active, 0);
        for layer in 1..active.len() {
            let weight = gather(&self.weights[layer - 1], &active[layer], &active[layer - 1]);
            let kept = if self.combined { 0 } else { blocks.len() - 1 };
            blocks = blocks[kept..]
                .iter()
                .map(|below| below.dot(&weight.t()))
                .collect();
            let own = weight.dot(blocks.last().expect("the block of the layer below"));
            if !self.combined {
                blocks.clear();
            }
            blocks.push(own);
            self.scatter(&blocks, active, layer);
        }
    }

    /// Adds the blocks of `layer` with the layers up to it, the last of them its own.
    fn scatter(&mut self, blocks: &[Array2<T>], active: &[Vec<usize>], layer: usize) {
        let below = layer + 1 - blocks.len();
        let at = self.offsets[layer];
        for (i, block) in blocks
            .iter()
            .enumerate()
            .map(|(i, block)| (below + i, block))
        {
            for (&unit, values) in active[i].iter().zip(block.rows()) {
                let mut row = self.sum.row_mut(self.offsets[i] + unit);
                let row = row.as_slice_mut().expect("row-major order");
                for (&column, &value) in active[layer].iter().zip(values) {
                    row[at + column] += value.into();
                }
            }
        }
    }
}

/// The rows and columns of the active units.
fn gather<T: Copy>(matrix: &Array2<T>, rows: &[usize], columns: &[usize]) -> Array2<T> {
    let picked = rows.iter().flat_map(|&row| {
        let row = matrix.row(row);
        columns.iter().map(move |&column| row[column])
    });
    Array2::from_shape_vec((rows.len(), columns.len()), picked.collect())
        .expect("as many values as rows and columns")
}

fn array<T: Element + Copy>(tensor: &Tensor) -> Array2<T> {
    let shape = (tensor.size()[0] as usize, tensor.size()[1] as usize);
    let flat = tensor.to_device(Device::Cpu).contiguous().view([-1]);
    let values = Vec::try_from(flat).expect("elements of this type");
    Array2::from_shape_vec(shape, values).expect("as many values as the shape says")
}

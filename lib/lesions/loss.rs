//! From logits to losses, image by image.

use crate::function::Damage;
use tch::{Device, Kind, Tensor};

/// The labels of the images, and how the network performs with all of its units.
#[derive(Debug)]
pub(super) struct Losses {
    /// n, i64.
    labels: Tensor,
    /// n × classes with images: 1/n_c where image i is of class c, f64.
    by_class: Tensor,
    /// Share of the images in each class, f64.
    shares: Tensor,
    /// Loss of each image, nats.
    loss: Tensor,
    /// 1 where the label's logit is the largest.
    right: Tensor,
}

impl Losses {
    /// `logits`: classes × n of the intact network; `classes`: the labels that any image has.
    pub fn new(logits: &Tensor, labels: &Tensor, classes: &[usize]) -> Self {
        let classes: Vec<i64> = classes.iter().map(|&c| c as i64).collect();
        let classes = Tensor::from_slice(&classes).to_device(labels.device());
        let same = labels.unsqueeze(1).eq_tensor(&classes.unsqueeze(0));
        let member = same.to_kind(Kind::Double);
        let counts = member.sum_dim_intlist(0i64, true, Kind::Double);
        let (loss, right) = score(&logits.unsqueeze(0), labels);
        Self {
            labels: labels.shallow_clone(),
            by_class: &member / &counts,
            shares: counts.squeeze() / labels.size()[0] as f64,
            loss,
            right,
        }
    }

    /// Mean loss, nats, and accuracy of the intact network.
    pub fn baseline(&self) -> (f64, f64) {
        let mean = |t: &Tensor| t.mean(Kind::Double).double_value(&[]);
        (mean(&self.loss), mean(&self.right))
    }

    /// The effects of lesions. `logits`: lesions × classes × n.
    pub fn damage(&self, logits: &Tensor) -> Vec<Damage> {
        let (loss, right) = score(logits, &self.labels);
        let added = (loss - &self.loss).to_kind(Kind::Double);
        let by_class = added.matmul(&self.by_class); // lesions × classes with images
        let numbers = |t: &Tensor| {
            let flat = t.to_device(Device::Cpu).contiguous().view([-1]);
            Vec::<f64>::try_from(flat).expect("numbers of f64")
        };
        let loss = numbers(&by_class.matmul(&self.shares));
        let lost = (&self.right - right).mean_dim(1i64, false, Kind::Double);
        let classes = self.by_class.size()[1] as usize;
        let each = numbers(&by_class);
        let rows = each.chunks(classes).zip(loss).zip(numbers(&lost));
        rows.map(|((by_class, loss), accuracy)| Damage {
            loss,
            accuracy,
            by_class: by_class.to_vec(),
        })
        .collect()
    }
}

/// Cross entropy of each image (lesions × n), and 1 if no logit is larger than the label's. `logits`: lesions × classes × n.
fn score(logits: &Tensor, labels: &Tensor) -> (Tensor, Tensor) {
    let [lesions, _, n] = logits.size()[..] else {
        panic!("logits have three dimensions")
    };
    let own = logits.gather(
        1,
        &labels.view([1, 1, n]).expand([lesions, 1, n], false),
        false,
    );
    let top = logits.amax(1, true);
    let right = own.ge_tensor(&top).to_kind(Kind::Double).squeeze_dim(1);
    let sum = (logits - &top)
        .exp_()
        .sum_dim_intlist(1i64, true, logits.kind());
    let loss = (sum.log() + top - own).squeeze_dim(1);
    (loss, right)
}

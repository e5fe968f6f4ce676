//! Tensors in a file, as `torch._utils._rebuild_tensor_v2` would make them.

use super::Problem;
use super::value::{MOST_EXPANDED, Value};
use crate::checkpoint::TensorData;
use crate::files::elements::{ByteOrder, Element};
use ndarray::Array2;
use safetensors::tensor::Dtype;

/// The functions with which PyTorch makes tensors.
const REBUILD: (&str, &str) = ("torch._utils", "_rebuild_tensor_v2");

/// The tensor types that are understood: name of the storage, element type, bytes per element.
const STORAGES: [(&str, Dtype, usize); 10] = [
    ("FloatStorage", Dtype::F32, 4),
    ("DoubleStorage", Dtype::F64, 8),
    ("HalfStorage", Dtype::F16, 2),
    ("BFloat16Storage", Dtype::BF16, 2),
    ("LongStorage", Dtype::I64, 8),
    ("IntStorage", Dtype::I32, 4),
    ("ShortStorage", Dtype::I16, 2),
    ("CharStorage", Dtype::I8, 1),
    ("ByteStorage", Dtype::U8, 1),
    ("BoolStorage", Dtype::BOOL, 1),
];

/// A tensor that is described but not yet read.
#[derive(Debug, Clone)]
pub(super) struct Described<'a> {
    value: Value<'a>,
    dtype: Dtype,
    width: usize,
    storage: &'a [u8],
    offset: usize,
    pub shape: Vec<usize>,
    strides: Vec<usize>,
}

impl<'a> Value<'a> {
    /// The description of a tensor or of a parameter; `place` names it in errors.
    ///
    /// # Errors
    /// It is not a tensor, has an element type that no weight or result has, or reaches beyond its storage.
    pub fn tensor(self, place: &str) -> Result<Described<'a>, Problem> {
        let wrong = || Problem::new(place, self.wanted(), self.describe());
        let (module, name, arguments) = self.call().ok_or_else(wrong)?;
        match (module, name, &arguments[..]) {
            (
                "torch._utils",
                "_rebuild_parameter" | "_rebuild_parameter_with_state",
                [data, ..],
            ) => {
                let call = data.call();
                let inner = call
                    .filter(|(m, n, _)| (*m, *n) == REBUILD)
                    .ok_or_else(wrong)?;
                data.rebuilt(&inner.2, place)
            }
            // A subclass, or with attributes: the function, the class, the function's arguments, the attributes.
            ("torch._tensor", "_rebuild_from_type_v2", [function, _, inner, ..])
                if function.global() == Some(REBUILD) =>
            {
                self.rebuilt(&inner.items().ok_or_else(wrong)?, place)
            }
            _ if (module, name) == REBUILD => self.rebuilt(&arguments, place),
            _ => Err(wrong()),
        }
    }

    /// What is expected instead of this value, with a call that makes it if there is one.
    fn wanted(self) -> &'static str {
        match self.call() {
            Some((_, "_rebuild_sparse_tensor" | "_rebuild_sparse_csr_tensor", _)) => {
                "a dense tensor (`tensor.to_dense()`)"
            }
            Some((_, "_rebuild_qtensor", _)) => "a plain tensor (`tensor.dequantize()`)",
            Some((_, "_rebuild_tensor_v3", _)) => "a tensor of a usual type (`tensor.float()`)",
            Some((module, "_reconstruct" | "_frombuffer", _)) if module.starts_with("numpy") => {
                "a tensor (`torch.from_numpy(array)`)"
            }
            _ => "a tensor",
        }
    }

    fn rebuilt(self, arguments: &[Self], place: &str) -> Result<Described<'a>, Problem> {
        let wrong = |what: &str, value: Value<'_>| Problem::new(place, what, value.describe());
        let [storage, offset, shape, strides, rest @ ..] = arguments else {
            return Err(wrong("a tensor's storage, offset, shape and strides", self));
        };
        // requires_grad, hooks; then metadata that changes the numbers when they are read.
        if let Some(bits) = rest.get(2) {
            return Err(wrong(
                "a tensor of plain numbers (`tensor.resolve_neg().resolve_conj()`)",
                *bits,
            ));
        }
        let (dtype, width, bytes) = storage.storage(place)?;
        let tensor = Described {
            value: self,
            dtype,
            width,
            storage: bytes,
            offset: offset.size().ok_or_else(|| wrong("an offset", *offset))?,
            shape: shape.sizes().ok_or_else(|| wrong("a shape", *shape))?,
            strides: strides.sizes().ok_or_else(|| wrong("strides", *strides))?,
        };
        tensor.check(place)?;
        Ok(tensor)
    }

    /// Whether this is a tensor, of any type.
    pub fn is_tensor(self) -> bool {
        let Some((module, name, _)) = self.call() else {
            return false;
        };
        ["torch._utils", "torch._tensor"].contains(&module) && name.starts_with("_rebuild_")
    }

    /// Element type, bytes per element and bytes of a storage: the persistent ("storage", type, key, device, elements).
    fn storage(self, place: &str) -> Result<(Dtype, usize, &'a [u8]), Problem> {
        let wrong = |expected: &str, found: String| Problem::new(place, expected, found);
        let parts = self.persistent().and_then(Value::items).unwrap_or_default();
        let [_, kind, key, _, elements] = parts[..] else {
            return Err(wrong("a storage", self.describe()));
        };
        let known = |&&(name, ..): &&(&str, Dtype, usize)| kind.global() == Some(("torch", name));
        let &(_, dtype, width) = STORAGES.iter().find(known).ok_or_else(|| {
            let expected = STORAGES.map(|s| s.0).join(", ");
            wrong(&format!("one of torch's {expected}"), kind.describe())
        })?;
        let key = key
            .text()
            .ok_or_else(|| wrong("the name of a storage", key.describe()))?;
        let bytes = self.file.archive.storage(key);
        let bytes = bytes.ok_or_else(|| wrong(&format!("an entry data/{key}"), "none".into()))?;
        let elements = elements
            .size()
            .ok_or_else(|| wrong("a number of elements", elements.describe()))?;
        if elements.checked_mul(width) != Some(bytes.len()) {
            let expected = format!("{elements} elements of {width} bytes in data/{key}");
            return Err(wrong(&expected, format!("{} bytes", bytes.len())));
        }
        Ok((dtype, width, bytes))
    }

    fn size(self) -> Option<usize> {
        self.plain_whole().and_then(|n| usize::try_from(n).ok())
    }

    fn sizes(self) -> Option<Vec<usize>> {
        self.items()?.into_iter().map(Value::size).collect()
    }

    /// The number in a tensor of one element, and its type.
    pub(super) fn single_element(self) -> Option<(f64, Element)> {
        let tensor = self.tensor("").ok()?;
        if tensor.elements() != Some(1) {
            return None;
        }
        let number = tensor.numbers("").ok()?.first().copied()?;
        Some((number, Element::of(tensor.dtype)?))
    }
}

impl Described<'_> {
    /// The number of elements, unless it overflows.
    fn elements(&self) -> Option<usize> {
        self.shape
            .iter()
            .try_fold(1usize, |product, &size| product.checked_mul(size))
    }

    /// One past the last element of the storage that the tensor touches.
    fn end(&self) -> Option<usize> {
        let mut last = self.offset;
        for (&size, &stride) in self.shape.iter().zip(&self.strides) {
            last = last.checked_add(size.checked_sub(1)?.checked_mul(stride)?)?;
        }
        last.checked_add(1)
    }

    fn check(&self, place: &str) -> Result<(), Problem> {
        let there = self.storage.len() / self.width;
        let rank = self.shape.len() == self.strides.len() && self.shape.len() <= 8;
        let inside = match self.elements() {
            Some(0) => true,
            Some(count) => {
                let repeats = self.strides.contains(&0) && count <= MOST_EXPANDED / self.width;
                (count <= there || repeats) && self.end().is_some_and(|end| end <= there)
            }
            None => false,
        };
        if rank && inside {
            return Ok(());
        }
        let found = format!(
            "shape {:?}, strides {:?} from element {}",
            self.shape, self.strides, self.offset
        );
        let expected = format!("a tensor inside of its storage of {there} elements");
        Err(Problem::new(place, expected, found))
    }

    /// The elements in row-major order.
    ///
    /// # Errors
    /// The tensors read so far add up to more than the file.
    pub fn read(&self, place: &str) -> Result<TensorData, Problem> {
        let count = self.elements().unwrap_or(0);
        let size = count * self.width;
        let budget = &self.value.file.budget;
        let left = budget.get().checked_sub(size).ok_or_else(|| {
            let found = "tensors that share their bytes".to_owned();
            Problem::new(place, "tensors no larger than the file in all", found)
        })?;
        budget.set(left);
        let mut bytes = Vec::with_capacity(size);
        let mut index = vec![0; self.shape.len()];
        for _ in 0..count {
            let steps = index
                .iter()
                .zip(&self.strides)
                .map(|(i, stride)| i * stride);
            let begin = (self.offset + steps.sum::<usize>()) * self.width;
            let element = &self.storage[begin..begin + self.width];
            match self.value.file.archive.order {
                ByteOrder::Little => bytes.extend_from_slice(element),
                ByteOrder::Big => bytes.extend(element.iter().rev()),
            }
            advance(&mut index, &self.shape);
        }
        Ok(TensorData {
            dtype: self.dtype,
            shape: self.shape.clone(),
            bytes,
        })
    }

    /// The elements as numbers, in row-major order.
    ///
    /// # Errors
    /// As [`Described::read`].
    pub fn numbers(&self, place: &str) -> Result<Vec<f64>, Problem> {
        let data = self.read(place)?;
        let element = Element::of(data.dtype).expect("the types of STORAGES are numbers");
        Ok(element.numbers(&data.bytes, ByteOrder::Little))
    }

    /// The elements of a matrix.
    ///
    /// # Errors
    /// As [`Described::read`]; the tensor does not have two dimensions.
    pub fn matrix(&self, place: &str) -> Result<Array2<f64>, Problem> {
        let [rows, columns] = self.shape[..] else {
            let found = format!("shape {:?}", self.shape);
            return Err(Problem::new(place, "a matrix", found));
        };
        let numbers = self.numbers(place)?;
        Ok(Array2::from_shape_vec((rows, columns), numbers).expect("as many as the shape says"))
    }
}

/// The next index in row-major order.
fn advance(index: &mut [usize], shape: &[usize]) {
    for (i, &size) in index.iter_mut().zip(shape).rev() {
        *i += 1;
        if *i < size {
            return;
        }
        *i = 0;
    }
}

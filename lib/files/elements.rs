//! Numbers of any type found in files, as f64.

use safetensors::Dtype;

/// Element types of tensors and arrays, with their sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    Bool,
    /// Signed integers of 1, 2, 4 or 8 bytes.
    Signed(usize),
    /// Unsigned integers of 1, 2, 4 or 8 bytes.
    Unsigned(usize),
    /// IEEE's half precision.
    F16,
    /// The upper half of an [`Element::F32`].
    BF16,
    F32,
    F64,
}

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

impl Element {
    /// The element type of a safetensors file, `None` if it is not a plain number.
    pub fn of(dtype: Dtype) -> Option<Self> {
        Some(match dtype {
            Dtype::BOOL => Self::Bool,
            Dtype::I8 => Self::Signed(1),
            Dtype::I16 => Self::Signed(2),
            Dtype::I32 => Self::Signed(4),
            Dtype::I64 => Self::Signed(8),
            Dtype::U8 => Self::Unsigned(1),
            Dtype::U16 => Self::Unsigned(2),
            Dtype::U32 => Self::Unsigned(4),
            Dtype::U64 => Self::Unsigned(8),
            Dtype::F16 => Self::F16,
            Dtype::BF16 => Self::BF16,
            Dtype::F32 => Self::F32,
            Dtype::F64 => Self::F64,
            _ => return None,
        })
    }

    /// The element type of a NumPy name without byte order: `f8`, `float64`, `d`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "f2" | "e" | "float16" | "half" => Self::F16,
            "f4" | "f" | "float32" | "single" => Self::F32,
            "f8" | "d" | "float64" | "float" | "double" => Self::F64,
            "b1" | "?" | "bool" => Self::Bool,
            "i1" | "b" | "int8" => Self::Signed(1),
            "i2" | "h" | "int16" => Self::Signed(2),
            "i4" | "i" | "int32" => Self::Signed(4),
            "i8" | "l" | "q" | "int64" | "int" => Self::Signed(8),
            "u1" | "B" | "uint8" => Self::Unsigned(1),
            "u2" | "H" | "uint16" => Self::Unsigned(2),
            "u4" | "I" | "uint32" => Self::Unsigned(4),
            "u8" | "L" | "Q" | "uint64" | "uint" => Self::Unsigned(8),
            _ => return None,
        })
    }

    /// Size of one element in bytes.
    pub fn width(self) -> usize {
        match self {
            Self::Bool => 1,
            Self::Signed(width) | Self::Unsigned(width) => width,
            Self::F16 | Self::BF16 => 2,
            Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// Whether it is single or double precision, the two in which matrices and weights are computed.
    pub fn is_full_precision(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }

    /// The numbers in `bytes`. Integers beyond 2⁵³ are rounded; trailing bytes short of an element are ignored.
    pub fn numbers(self, bytes: &[u8], order: ByteOrder) -> Vec<f64> {
        bytes
            .chunks_exact(self.width())
            .map(|chunk| {
                let mut bits = 0u64;
                let mut push = |byte: &u8| bits = bits << 8 | u64::from(*byte);
                match order {
                    ByteOrder::Little => chunk.iter().rev().for_each(&mut push),
                    ByteOrder::Big => chunk.iter().for_each(&mut push),
                }
                self.number(bits)
            })
            .collect()
    }

    fn number(self, bits: u64) -> f64 {
        match self {
            Self::Bool => f64::from(u8::from(bits != 0)),
            Self::Signed(width) => {
                let unused = 64 - 8 * width as u32;
                (((bits << unused) as i64) >> unused) as f64
            }
            Self::Unsigned(_) => bits as f64,
            Self::F16 => half(bits as u16),
            Self::BF16 => f32::from_bits((bits as u32) << 16).into(),
            Self::F32 => f32::from_bits(bits as u32).into(),
            Self::F64 => f64::from_bits(bits),
        }
    }
}

/// A half-precision number: one sign bit, five bits of exponent, ten of mantissa.
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => mantissa * 2f64.powi(-24),
        0x1f if mantissa == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1.0 + mantissa / 1024.0) * 2f64.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_gives_its_numbers_in_both_byte_orders() {
        let cases: [(Element, &[u8], f64); 10] = [
            (Element::Bool, &[1], 1.0),
            (Element::Signed(1), &[0xfe], -2.0),
            (Element::Signed(2), &[0xff, 0xfe], -2.0),
            (Element::Signed(8), &[0xff; 8], -1.0),
            (Element::Unsigned(2), &[0x01, 0x02], 258.0),
            (Element::Unsigned(4), &[0, 0, 1, 0], 256.0),
            (Element::F16, &[0x3e, 0x00], 1.5),
            (Element::BF16, &[0xbf, 0xc0], -1.5),
            (Element::F32, &[0x3f, 0xc0, 0, 0], 1.5),
            (Element::F64, &[0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1.5),
        ];
        for (element, big, expected) in cases {
            let little: Vec<u8> = big.iter().rev().copied().collect();
            assert_eq!(element.numbers(big, ByteOrder::Big), [expected]);
            assert_eq!(element.numbers(&little, ByteOrder::Little), [expected]);
        }
    }

    /// Values from the parameters of binary16 in IEEE 754-2019, table 3.5.
    #[test]
    fn half_precision_has_subnormal_numbers_and_infinities() {
        assert_eq!(half(0x0001), 2f64.powi(-24));
        assert_eq!(half(0x03ff), 1023.0 * 2f64.powi(-24));
        assert_eq!(half(0x7bff), 65504.0);
        assert_eq!(half(0xfc00), f64::NEG_INFINITY);
        assert!(half(0x7e00).is_nan());
        assert_eq!(half(0x8000).to_bits(), (-0.0f64).to_bits());
    }
}

//! # The Rust Standard Library
#![no_std]#![feature(lang_items)]
#[prelude_import]use core::prelude::rust_2024::*;
/// # The Rust Prelude
pub mod prelude {
/// The first version of the prelude of The Rust Standard Library.
pub mod v1 {
pub use crate::marker::{Send, Sized, Sync, Unpin};
pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
pub use crate::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce};
pub use crate::mem::drop;
pub use crate::mem::{align_of, align_of_val, size_of, size_of_val};
pub use crate::convert::{AsMut, AsRef, From, Into};
pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator};
pub use crate::iter::{Extend, IntoIterator, Iterator};
pub use crate::option::{Option, Option::None, Option::Some};
pub use crate::result::{Result, Result::Err, Result::Ok};
pub use core::prelude::v1::{assert, assert_eq, assert_ne, cfg, column, compile_error, concat, debug_assert, debug_assert_eq, debug_assert_ne, env, file, format_args, include, include_bytes, include_str, line, matches, module_path, option_env, stringify, todo, r#try, unimplemented, unreachable, write, writeln, Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd};
pub use crate::{dbg, eprint, eprintln, format, is_x86_feature_detected, print, println, thread_local};
mod ambiguous_macros_only {
mod vec {
}
mod panic {
}
pub use crate::*;
}
pub use self::ambiguous_macros_only::{vec, panic};
pub use core::prelude::v1::cfg_select;
#[unstable]pub use core::prelude::v1::concat_bytes;
#[unstable]pub use core::prelude::v1::const_format_args;
#[unstable]pub use core::prelude::v1::log_syntax;
#[unstable]pub use core::prelude::v1::trace_macros;
pub use core::prelude::v1::{alloc_error_handler, bench, derive, global_allocator, test, test_case};
#[unstable]pub use core::prelude::v1::derive_const;
#[unstable]pub use core::prelude::v1::cfg_accessible;
#[unstable]pub use core::prelude::v1::cfg_eval;
#[unstable]pub use core::prelude::v1::deref;
#[unstable]pub use core::prelude::v1::define_opaque;
#[unstable]pub use core::prelude::v1::{eii, unsafe_eii};
#[unstable]pub use core::prelude::v1::eii_declaration;
pub use crate::borrow::ToOwned;
pub use crate::boxed::Box;
pub use crate::string::{String, ToString};
pub use crate::vec::Vec;
}
/// The 2015 version of the prelude of The Rust Standard Library.
pub mod rust_2015 {
pub use super::v1::*;
}
/// The 2018 version of the prelude of The Rust Standard Library.
pub mod rust_2018 {
pub use super::v1::*;
}
/// The 2021 version of the prelude of The Rust Standard Library.
pub mod rust_2021 {
pub use super::v1::*;
pub use core::prelude::rust_2021::*;
pub use super::v1::panic;
}
/// The 2024 version of the prelude of The Rust Standard Library.
pub mod rust_2024 {
pub use super::v1::*;
pub use core::prelude::rust_2024::*;
pub use super::v1::panic;
}
/// The Future version of the prelude of The Rust Standard Library.
#[doc(hidden)]#[unstable]pub mod rust_future {
pub use super::v1::*;
#[unstable]pub use core::prelude::rust_future::*;
#[unstable]pub use super::v1::panic;
}
}
#[prelude_import]use prelude::rust_2024::*;
#[macro_use]extern crate alloc as alloc_crate;
/// Standard library macros
#[macro_use]mod macros {
#[macro_export]#[rustc_builtin_macro(std_panic)]macro_rules! panic { ($($arg:tt)*) => {}; }
/// Prints to the standard output.
///
/// Equivalent to the [`println!`] macro except that a newline is not printed at
/// the end of the message.
///
/// Note that stdout is frequently line-buffered by default so it may be
/// necessary to use [`io::stdout().flush()`][flush] to ensure the output is emitted
/// immediately.
///
/// The `print!` macro will lock the standard output on each call. If you call
/// `print!` within a hot loop, this behavior may be the bottleneck of the loop.
/// To avoid this, lock stdout with [`io::stdout().lock()`][lock]:
/// ```
/// use std::io::{stdout, Write};
///
/// let mut lock = stdout().lock();
/// write!(lock, "hello world").unwrap();
/// ```
///
/// Use `print!` only for the primary output of your program. Use
/// [`eprint!`] instead to print error and progress messages.
///
/// See the formatting documentation in [`std::fmt`](crate::fmt)
/// for details of the macro argument syntax.
///
/// [flush]: crate::io::Write::flush
/// [`println!`]: crate::println
/// [`eprint!`]: crate::eprint
/// [lock]: crate::io::Stdout
///
/// # Panics
///
/// Panics if writing to `io::stdout()` fails.
///
/// Writing to non-blocking stdout can cause an error, which will lead
/// this macro to panic.
///
/// # Examples
///
/// ```
/// use std::io::{self, Write};
///
/// print!("this ");
/// print!("will ");
/// print!("be ");
/// print!("on ");
/// print!("the ");
/// print!("same ");
/// print!("line ");
///
/// io::stdout().flush().unwrap();
///
/// print!("this string has a newline, why not choose println! instead?\n");
///
/// io::stdout().flush().unwrap();
/// ```
#[macro_export]macro_rules! print { ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args!($($arg)*)); }}; }
/// Prints to the standard output, with a newline.
///
/// On all platforms, the newline is the LINE FEED character (`\n`/`U+000A`) alone
/// (no additional CARRIAGE RETURN (`\r`/`U+000D`)).
///
/// This macro uses the same syntax as [`format!`], but writes to the standard output instead.
/// See [`std::fmt`] for more information.
///
/// The `println!` macro will lock the standard output on each call. If you call
/// `println!` within a hot loop, this behavior may be the bottleneck of the loop.
/// To avoid this, lock stdout with [`io::stdout().lock()`][lock]:
/// ```
/// use std::io::{stdout, Write};
///
/// let mut lock = stdout().lock();
/// writeln!(lock, "hello world").unwrap();
/// ```
///
/// Use `println!` only for the primary output of your program. Use
/// [`eprintln!`] instead to print error and progress messages.
///
/// See the formatting documentation in [`std::fmt`](crate::fmt)
/// for details of the macro argument syntax.
///
/// [`std::fmt`]: crate::fmt
/// [`eprintln!`]: crate::eprintln
/// [lock]: crate::io::Stdout
///
/// # Panics
///
/// Panics if writing to [`io::stdout`] fails.
///
/// Writing to non-blocking stdout can cause an error, which will lead
/// this macro to panic.
///
/// [`io::stdout`]: crate::io::stdout
///
/// # Examples
///
/// ```
/// println!(); // prints just a newline
/// println!("hello there!");
/// println!("format {} arguments", "some");
/// let local_variable = "some";
/// println!("format {local_variable} arguments");
/// ```
#[macro_export]macro_rules! println { () => { $crate::print!("\n") }; ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args_nl!($($arg)*)); }}; }
/// Prints to the standard error.
///
/// Equivalent to the [`print!`] macro, except that output goes to
/// [`io::stderr`] instead of [`io::stdout`]. See [`print!`] for
/// example usage.
///
/// Use `eprint!` only for error and progress messages. Use `print!`
/// instead for the primary output of your program.
///
/// [`io::stderr`]: crate::io::stderr
/// [`io::stdout`]: crate::io::stdout
///
/// See the formatting documentation in [`std::fmt`](crate::fmt)
/// for details of the macro argument syntax.
///
/// # Panics
///
/// Panics if writing to `io::stderr` fails.
///
/// Writing to non-blocking stderr can cause an error, which will lead
/// this macro to panic.
///
/// # Examples
///
/// ```
/// eprint!("Error: Could not complete task");
/// ```
#[macro_export]macro_rules! eprint { ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args!($($arg)*)); }}; }
/// Prints to the standard error, with a newline.
///
/// Equivalent to the [`println!`] macro, except that output goes to
/// [`io::stderr`] instead of [`io::stdout`]. See [`println!`] for
/// example usage.
///
/// Use `eprintln!` only for error and progress messages. Use `println!`
/// instead for the primary output of your program.
///
/// See the formatting documentation in [`std::fmt`](crate::fmt)
/// for details of the macro argument syntax.
///
/// [`io::stderr`]: crate::io::stderr
/// [`io::stdout`]: crate::io::stdout
/// [`println!`]: crate::println
///
/// # Panics
///
/// Panics if writing to `io::stderr` fails.
///
/// Writing to non-blocking stderr can cause an error, which will lead
/// this macro to panic.
///
/// # Examples
///
/// ```
/// eprintln!("Error: Could not complete task");
/// ```
#[macro_export]macro_rules! eprintln { () => { $crate::eprint!("\n") }; ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args_nl!($($arg)*)); }}; }
/// Prints and returns the value of a given expression for quick and dirty
/// debugging.
///
/// An example:
///
/// ```rust
/// let a = 2;
/// let b = dbg!(a * 2) + 1;
/// //      ^-- prints: [src/main.rs:2:9] a * 2 = 4
/// assert_eq!(b, 5);
/// ```
///
/// The macro works by using the `Debug` implementation of the type of
/// the given expression to print the value to [stderr] along with the
/// source location of the macro invocation as well as the source code
/// of the expression.
///
/// Invoking the macro on an expression moves and takes ownership of it
/// before returning the evaluated expression unchanged. If the type
/// of the expression does not implement `Copy` and you don't want
/// to give up ownership, you can instead borrow with `dbg!(&expr)`
/// for some expression `expr`.
///
/// The `dbg!` macro works exactly the same in release builds.
/// This is useful when debugging issues that only occur in release
/// builds or when debugging in release mode is significantly faster.
///
/// Note that the macro is intended as a debugging tool and therefore you
/// should avoid having uses of it in version control for long periods
/// (other than in tests and similar).
/// Debug output from production code is better done with other facilities
/// such as the [`debug!`] macro from the [`log`] crate.
///
/// # Stability
///
/// The exact output printed by this macro should not be relied upon
/// and is subject to future changes.
///
/// # Panics
///
/// Panics if writing to `io::stderr` fails.
///
/// # Further examples
///
/// With a method call:
///
/// ```rust
/// fn foo(n: usize) {
///     if let Some(_) = dbg!(n.checked_sub(4)) {
///         // ...
///     }
/// }
///
/// foo(3)
/// ```
///
/// This prints to [stderr]:
///
/// ```text,ignore
/// [src/main.rs:2:22] n.checked_sub(4) = None
/// ```
///
/// Naive factorial implementation:
///
/// ```rust
/// fn factorial(n: u32) -> u32 {
///     if dbg!(n <= 1) {
///         dbg!(1)
///     } else {
///         dbg!(n * factorial(n - 1))
///     }
/// }
///
/// dbg!(factorial(4));
/// ```
///
/// This prints to [stderr]:
///
/// ```text,ignore
/// [src/main.rs:2:8] n <= 1 = false
/// [src/main.rs:2:8] n <= 1 = false
/// [src/main.rs:2:8] n <= 1 = false
/// [src/main.rs:2:8] n <= 1 = true
/// [src/main.rs:3:9] 1 = 1
/// [src/main.rs:7:9] n * factorial(n - 1) = 2
/// [src/main.rs:7:9] n * factorial(n - 1) = 6
/// [src/main.rs:7:9] n * factorial(n - 1) = 24
/// [src/main.rs:9:1] factorial(4) = 24
/// ```
///
/// The `dbg!(..)` macro moves the input:
///
/// ```compile_fail
/// /// A wrapper around `usize` which importantly is not Copyable.
/// #[derive(Debug)]
/// struct NoCopy(usize);
///
/// let a = NoCopy(42);
/// let _ = dbg!(a); // <-- `a` is moved here.
/// let _ = dbg!(a); // <-- `a` is moved again; error!
/// ```
///
/// You can also use `dbg!()` without a value to just print the
/// file and line whenever it's reached.
///
/// Finally, if you want to `dbg!(..)` multiple values, it will treat them as
/// a tuple (and return it, too):
///
/// ```
/// assert_eq!(dbg!(1usize, 2u32), (1, 2));
/// ```
///
/// However, a single argument with a trailing comma will still not be treated
/// as a tuple, following the convention of ignoring trailing commas in macro
/// invocations. You can use a 1-tuple directly if you need one:
///
/// ```
/// assert_eq!(1, dbg!(1u32,)); // trailing comma ignored
/// assert_eq!((1,), dbg!((1u32,))); // 1-tuple
/// ```
///
/// [stderr]: https://en.wikipedia.org/wiki/Standard_streams#Standard_error_(stderr)
/// [`debug!`]: https://docs.rs/log/*/log/macro.debug.html
/// [`log`]: https://crates.io/crates/log
#[macro_export]macro_rules! dbg { () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) }; ($val:expr $(,)?) => { match $val { tmp => { $crate::eprintln!("[{}:{}:{}] {} = {:#?}", $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($val), &&tmp as &dyn $crate::fmt::Debug,); tmp } } }; ($($val:expr),+ $(,)?) => { ($($crate::dbg!($val)),+,) }; }
}
/// Runtime services
#[macro_use]#[unstable]#[doc(hidden)]pub mod rt {
pub use crate::panicking::begin_panic;
pub use core::panicking::{panic_display, panic_fmt};
unsafe fn init(argc: isize, argv: *const *const u8, sigpipe: u8);
pub(crate) fn cleanup();
#[lang = "start"]fn lang_start<T: crate::process::Termination + 'static>(main: fn() -> T, argc: isize, argv: *const *const u8, sigpipe: u8) -> isize;
}
pub use core::any;
pub use core::array;
pub use core::cell;
pub use core::char;
pub use core::clone;
pub use core::cmp;
pub use core::convert;
pub use core::default;
pub use core::future;
pub use core::hint;
pub use core::i8;
pub use core::i16;
pub use core::i32;
pub use core::i64;
pub use core::i128;
pub use core::intrinsics;
pub use core::isize;
pub use core::iter;
pub use core::marker;
pub use core::mem;
pub use core::ops;
pub use core::option;
pub use core::pin;
pub use core::ptr;
#[unstable]pub use core::range;
pub use core::result;
pub use core::u8;
pub use core::u16;
pub use core::u32;
pub use core::u64;
pub use core::u128;
pub use core::usize;
pub use alloc_crate::borrow;
pub use alloc_crate::boxed;
pub use alloc_crate::fmt;
pub use alloc_crate::format;
pub use alloc_crate::rc;
pub use alloc_crate::slice;
pub use alloc_crate::str;
pub use alloc_crate::string;
pub use alloc_crate::vec;
/// Constants for the `f32` single-precision floating point type.
pub mod f32 {
pub use core::f32::{DIGITS, EPSILON, INFINITY, MANTISSA_DIGITS, MAX, MAX_10_EXP, MAX_EXP, MIN, MIN_10_EXP, MIN_EXP, MIN_POSITIVE, NAN, NEG_INFINITY, RADIX, consts};
impl f32 {
/// Returns the largest integer less than or equal to `self`.
#[rustc_allow_incoherent_impl]pub const fn floor(self) -> f32 { core::f32::math::floor(self) }
/// Returns the smallest integer greater than or equal to `self`.
#[rustc_allow_incoherent_impl]pub const fn ceil(self) -> f32 { core::f32::math::ceil(self) }
/// Returns the nearest integer to `self`. If a value is half-way between two
/// integers, round away from `0.0`.
#[rustc_allow_incoherent_impl]pub const fn round(self) -> f32 { core::f32::math::round(self) }
/// Returns the nearest integer to a number. Rounds half-way cases to the number
/// with an even least significant digit.
#[rustc_allow_incoherent_impl]pub const fn round_ties_even(self) -> f32 { core::f32::math::round_ties_even(self) }
/// Returns the integer part of `self`.
/// This means that non-integer numbers are always truncated towards zero.
#[rustc_allow_incoherent_impl]pub const fn trunc(self) -> f32 { core::f32::math::trunc(self) }
/// Returns the fractional part of `self`.
#[rustc_allow_incoherent_impl]pub const fn fract(self) -> f32 { core::f32::math::fract(self) }
/// Fused multiply-add. Computes `(self * a) + b` with only one rounding
/// error, yielding a more accurate result than an unfused multiply-add.
#[rustc_allow_incoherent_impl]pub const fn mul_add(self, a: f32, b: f32) -> f32 { core::f32::math::mul_add(self, a, b) }
/// Calculates Euclidean division, the matching method for `rem_euclid`.
#[rustc_allow_incoherent_impl]pub fn div_euclid(self, rhs: f32) -> f32;
/// Calculates the least nonnegative remainder of `self` when divided by
/// `rhs`.
#[rustc_allow_incoherent_impl]pub fn rem_euclid(self, rhs: f32) -> f32;
/// Raises a number to an integer power.
#[rustc_allow_incoherent_impl]pub fn powi(self, n: i32) -> f32;
/// Raises a number to a floating point power.
#[rustc_allow_incoherent_impl]pub fn powf(self, n: f32) -> f32;
/// Returns the square root of a number.
#[rustc_allow_incoherent_impl]pub fn sqrt(self) -> f32;
/// Returns `e^(self)`, (the exponential function).
#[rustc_allow_incoherent_impl]pub fn exp(self) -> f32;
/// Returns `2^(self)`.
#[rustc_allow_incoherent_impl]pub fn exp2(self) -> f32;
/// Returns the natural logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn ln(self) -> f32;
/// Returns the logarithm of the number with respect to an arbitrary base.
#[rustc_allow_incoherent_impl]pub fn log(self, base: f32) -> f32;
/// Returns the base 2 logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn log2(self) -> f32;
/// Returns the base 10 logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn log10(self) -> f32;
/// The positive difference of two numbers.
#[rustc_allow_incoherent_impl]#[deprecated]pub fn abs_sub(self, other: f32) -> f32;
/// Returns the cube root of a number.
#[rustc_allow_incoherent_impl]pub fn cbrt(self) -> f32;
/// Compute the distance between the origin and a point (`x`, `y`) on the
/// Euclidean plane. Equivalently, compute the length of the hypotenuse of a
/// right-angle triangle with other sides having length `x.abs()` and
/// `y.abs()`.
#[rustc_allow_incoherent_impl]pub fn hypot(self, other: f32) -> f32;
/// Computes the sine of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn sin(self) -> f32;
/// Computes the cosine of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn cos(self) -> f32;
/// Computes the tangent of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn tan(self) -> f32;
/// Computes the arcsine of a number. Return value is in radians in
/// the range [-pi/2, pi/2] or NaN if the number is outside the range
/// [-1, 1].
#[rustc_allow_incoherent_impl]pub fn asin(self) -> f32;
/// Computes the arccosine of a number. Return value is in radians in
/// the range [0, pi] or NaN if the number is outside the range
/// [-1, 1].
#[rustc_allow_incoherent_impl]pub fn acos(self) -> f32;
/// Computes the arctangent of a number. Return value is in radians in the
/// range [-pi/2, pi/2];
#[rustc_allow_incoherent_impl]pub fn atan(self) -> f32;
/// Computes the four quadrant arctangent of `self` (`y`) and `other` (`x`) in radians.
#[rustc_allow_incoherent_impl]pub fn atan2(self, other: f32) -> f32;
/// Simultaneously computes the sine and cosine of the number, `x`. Returns
/// `(sin(x), cos(x))`.
#[rustc_allow_incoherent_impl]pub fn sin_cos(self) -> (f32, f32);
/// Returns `e^(self) - 1` in a way that is accurate even if the
/// number is close to zero.
#[rustc_allow_incoherent_impl]pub fn exp_m1(self) -> f32;
/// Returns `ln(1+n)` (natural logarithm) more accurately than if
/// the operations were performed separately.
#[rustc_allow_incoherent_impl]pub fn ln_1p(self) -> f32;
/// Hyperbolic sine function.
#[rustc_allow_incoherent_impl]pub fn sinh(self) -> f32;
/// Hyperbolic cosine function.
#[rustc_allow_incoherent_impl]pub fn cosh(self) -> f32;
/// Hyperbolic tangent function.
#[rustc_allow_incoherent_impl]pub fn tanh(self) -> f32;
/// Inverse hyperbolic sine function.
#[rustc_allow_incoherent_impl]pub fn asinh(self) -> f32;
/// Inverse hyperbolic cosine function.
#[rustc_allow_incoherent_impl]pub fn acosh(self) -> f32;
/// Inverse hyperbolic tangent function.
#[rustc_allow_incoherent_impl]pub fn atanh(self) -> f32;
}
}
/// Constants for the `f64` double-precision floating point type.
pub mod f64 {
pub use core::f64::{DIGITS, EPSILON, INFINITY, MANTISSA_DIGITS, MAX, MAX_10_EXP, MAX_EXP, MIN, MIN_10_EXP, MIN_EXP, MIN_POSITIVE, NAN, NEG_INFINITY, RADIX, consts};
impl f64 {
/// Returns the largest integer less than or equal to `self`.
#[rustc_allow_incoherent_impl]pub const fn floor(self) -> f64 { core::f64::math::floor(self) }
/// Returns the smallest integer greater than or equal to `self`.
#[rustc_allow_incoherent_impl]pub const fn ceil(self) -> f64 { core::f64::math::ceil(self) }
/// Returns the nearest integer to `self`. If a value is half-way between two
/// integers, round away from `0.0`.
#[rustc_allow_incoherent_impl]pub const fn round(self) -> f64 { core::f64::math::round(self) }
/// Returns the nearest integer to a number. Rounds half-way cases to the number
/// with an even least significant digit.
#[rustc_allow_incoherent_impl]pub const fn round_ties_even(self) -> f64 { core::f64::math::round_ties_even(self) }
/// Returns the integer part of `self`.
/// This means that non-integer numbers are always truncated towards zero.
#[rustc_allow_incoherent_impl]pub const fn trunc(self) -> f64 { core::f64::math::trunc(self) }
/// Returns the fractional part of `self`.
#[rustc_allow_incoherent_impl]pub const fn fract(self) -> f64 { core::f64::math::fract(self) }
/// Fused multiply-add. Computes `(self * a) + b` with only one rounding
/// error, yielding a more accurate result than an unfused multiply-add.
#[rustc_allow_incoherent_impl]pub const fn mul_add(self, a: f64, b: f64) -> f64 { core::f64::math::mul_add(self, a, b) }
/// Calculates Euclidean division, the matching method for `rem_euclid`.
#[rustc_allow_incoherent_impl]pub fn div_euclid(self, rhs: f64) -> f64;
/// Calculates the least nonnegative remainder of `self` when divided by
/// `rhs`.
#[rustc_allow_incoherent_impl]pub fn rem_euclid(self, rhs: f64) -> f64;
/// Raises a number to an integer power.
#[rustc_allow_incoherent_impl]pub fn powi(self, n: i32) -> f64;
/// Raises a number to a floating point power.
#[rustc_allow_incoherent_impl]pub fn powf(self, n: f64) -> f64;
/// Returns the square root of a number.
#[rustc_allow_incoherent_impl]pub fn sqrt(self) -> f64;
/// Returns `e^(self)`, (the exponential function).
#[rustc_allow_incoherent_impl]pub fn exp(self) -> f64;
/// Returns `2^(self)`.
#[rustc_allow_incoherent_impl]pub fn exp2(self) -> f64;
/// Returns the natural logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn ln(self) -> f64;
/// Returns the logarithm of the number with respect to an arbitrary base.
#[rustc_allow_incoherent_impl]pub fn log(self, base: f64) -> f64;
/// Returns the base 2 logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn log2(self) -> f64;
/// Returns the base 10 logarithm of the number.
#[rustc_allow_incoherent_impl]pub fn log10(self) -> f64;
/// The positive difference of two numbers.
#[rustc_allow_incoherent_impl]#[deprecated]pub fn abs_sub(self, other: f64) -> f64;
/// Returns the cube root of a number.
#[rustc_allow_incoherent_impl]pub fn cbrt(self) -> f64;
/// Compute the distance between the origin and a point (`x`, `y`) on the
/// Euclidean plane. Equivalently, compute the length of the hypotenuse of a
/// right-angle triangle with other sides having length `x.abs()` and
/// `y.abs()`.
#[rustc_allow_incoherent_impl]pub fn hypot(self, other: f64) -> f64;
/// Computes the sine of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn sin(self) -> f64;
/// Computes the cosine of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn cos(self) -> f64;
/// Computes the tangent of a number (in radians).
#[rustc_allow_incoherent_impl]pub fn tan(self) -> f64;
/// Computes the arcsine of a number. Return value is in radians in
/// the range [-pi/2, pi/2] or NaN if the number is outside the range
/// [-1, 1].
#[rustc_allow_incoherent_impl]pub fn asin(self) -> f64;
/// Computes the arccosine of a number. Return value is in radians in
/// the range [0, pi] or NaN if the number is outside the range
/// [-1, 1].
#[rustc_allow_incoherent_impl]pub fn acos(self) -> f64;
/// Computes the arctangent of a number. Return value is in radians in the
/// range [-pi/2, pi/2];
#[rustc_allow_incoherent_impl]pub fn atan(self) -> f64;
/// Computes the four quadrant arctangent of `self` (`y`) and `other` (`x`) in radians.
#[rustc_allow_incoherent_impl]pub fn atan2(self, other: f64) -> f64;
/// Simultaneously computes the sine and cosine of the number, `x`. Returns
/// `(sin(x), cos(x))`.
#[rustc_allow_incoherent_impl]pub fn sin_cos(self) -> (f64, f64);
/// Returns `e^(self) - 1` in a way that is accurate even if the
/// number is close to zero.
#[rustc_allow_incoherent_impl]pub fn exp_m1(self) -> f64;
/// Returns `ln(1+n)` (natural logarithm) more accurately than if
/// the operations were performed separately.
#[rustc_allow_incoherent_impl]pub fn ln_1p(self) -> f64;
/// Hyperbolic sine function.
#[rustc_allow_incoherent_impl]pub fn sinh(self) -> f64;
/// Hyperbolic cosine function.
#[rustc_allow_incoherent_impl]pub fn cosh(self) -> f64;
/// Hyperbolic tangent function.
#[rustc_allow_incoherent_impl]pub fn tanh(self) -> f64;
/// Inverse hyperbolic sine function.
#[rustc_allow_incoherent_impl]pub fn asinh(self) -> f64;
/// Inverse hyperbolic cosine function.
#[rustc_allow_incoherent_impl]pub fn acosh(self) -> f64;
/// Inverse hyperbolic tangent function.
#[rustc_allow_incoherent_impl]pub fn atanh(self) -> f64;
}
}
/// Native threads.
#[macro_use]pub mod thread {
use crate::any::Any;
/// Thread local storage
#[macro_use]#[unstable]mod local {
use crate::cell::{Cell, RefCell};
use crate::error::Error;
use crate::fmt;
/// A thread local storage (TLS) key which owns its contents.
pub struct LocalKey<T: 'static> { #[unstable]inner: fn(Option<&mut Option<T>>) -> *const T }
impl<T: 'static> fmt::Debug for LocalKey<T> {
}
#[doc(hidden)]#[unstable]pub macro thread_local_process_attrs { ([] [$(#[$($prev_other_attrs:tt)*])*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [] }; [$($prev_align_attrs_ret:tt)*] [$($prev_other_attrs_ret:tt)*]; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs_ret)*] [$($prev_other_attrs_ret)* #[cfg_attr($($predicate)*, $($($prev_other_attrs)*),*)]]; $($rest)*);), ([$(#[$($prev_align_attrs:tt)*])+] []; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [] }; [$($prev_align_attrs_ret:tt)*] [$($prev_other_attrs_ret:tt)*]; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs_ret)* #[cfg_attr($($predicate)*, $($($prev_align_attrs)*),+)]] [$($prev_other_attrs_ret)*]; $($rest)*);), ([$(#[$($prev_align_attrs:tt)*])+] [$(#[$($prev_other_attrs:tt)*])+]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [] }; [$($prev_align_attrs_ret:tt)*] [$($prev_other_attrs_ret:tt)*]; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs_ret)* #[cfg_attr($($predicate)*, $($($prev_align_attrs)*),+)]] [$($prev_other_attrs_ret)* #[cfg_attr($($predicate)*, $($($prev_other_attrs)*),+)]]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [rustc_align_static($($align_static_args:tt)*) $(, $($attr_rhs:tt)*)?] }; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)* #[rustc_align_static($($align_static_args)*)]] [$($prev_other_attrs)*]; @processing_cfg_attr { pred: ($($predicate)*), rhs: [$($($attr_rhs)*)?] }; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [cfg_attr(true, $($cfg_rhs:tt)*) $(, $($attr_rhs:tt)*)?] }; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: (true), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; @processing_cfg_attr { pred: ($($predicate)*), rhs: [$($($attr_rhs)*)?] }; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [cfg_attr(false, $($cfg_rhs:tt)*) $(, $($attr_rhs:tt)*)?] }; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: (false), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; @processing_cfg_attr { pred: ($($predicate)*), rhs: [$($($attr_rhs)*)?] }; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [cfg_attr($cfg_lhs:meta, $($cfg_rhs:tt)*) $(, $($attr_rhs:tt)*)?] }; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: ($cfg_lhs), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; @processing_cfg_attr { pred: ($($predicate)*), rhs: [$($($attr_rhs)*)?] }; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; @processing_cfg_attr { pred: ($($predicate:tt)*), rhs: [$meta:meta $(, $($attr_rhs:tt)*)?] }; $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)*] [$($prev_other_attrs)* #[$meta]]; @processing_cfg_attr { pred: ($($predicate)*), rhs: [$($($attr_rhs)*)?] }; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[rustc_align_static $($attr_rest:tt)*] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)* #[rustc_align_static $($attr_rest)*]] [$($prev_other_attrs)*]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[cfg_attr(true, $($cfg_rhs:tt)*)] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: (true), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[cfg_attr(false, $($cfg_rhs:tt)*)] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: (false), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[cfg_attr($cfg_pred:meta, $($cfg_rhs:tt)*)] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([] []; @processing_cfg_attr { pred: ($cfg_pred), rhs: [$($cfg_rhs)*] }; [$($prev_align_attrs)*] [$($prev_other_attrs)*]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; $(#[doc $($doc_rhs:tt)*])+ $vis:vis static $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)*] [$($prev_other_attrs)* $(#[doc $($doc_rhs)*])+]; $vis static $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[doc $($doc_rhs_1:tt)*] #[doc $($doc_rhs_2:tt)*] #[doc $($doc_rhs_3:tt)*] #[doc $($doc_rhs_4:tt)*] #[doc $($doc_rhs_5:tt)*] #[doc $($doc_rhs_6:tt)*] #[doc $($doc_rhs_7:tt)*] #[doc $($doc_rhs_8:tt)*] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)*] [$($prev_other_attrs)* #[doc $($doc_rhs_1)*] #[doc $($doc_rhs_2)*] #[doc $($doc_rhs_3)*] #[doc $($doc_rhs_4)*] #[doc $($doc_rhs_5)*] #[doc $($doc_rhs_6)*] #[doc $($doc_rhs_7)*] #[doc $($doc_rhs_8)*]]; $($rest)*);), ([$($prev_align_attrs:tt)*] [$($prev_other_attrs:tt)*]; #[$($attr:tt)*] $($rest:tt)*) => ($crate::thread::local_impl::thread_local_process_attrs!([$($prev_align_attrs)*] [$($prev_other_attrs)* #[$($attr)*]]; $($rest)*);), ([$($align_attrs:tt)*] [$($other_attrs:tt)*]; $vis:vis static $name:ident: $t:ty = const $init:block $(; $($($rest:tt)+)?)?) => ($($other_attrs)* $vis const $name: $crate::thread::LocalKey<$t> = $crate::thread::local_impl::thread_local_inner!(@key $t, $($align_attrs)*, const $init); $($($crate::thread::local_impl::thread_local_process_attrs!([] []; $($rest)+);)?)?), ([$($align_attrs:tt)*] [$($other_attrs:tt)*]; $vis:vis static $name:ident: $t:ty = $init:expr $(; $($($rest:tt)+)?)?) => ($($other_attrs)* $vis const $name: $crate::thread::LocalKey<$t> = $crate::thread::local_impl::thread_local_inner!(@key $t, $($align_attrs)*, $init); $($($crate::thread::local_impl::thread_local_process_attrs!([] []; $($rest)+);)?)?), }
/// Declare a new thread local storage key of type [`std::thread::LocalKey`].
///
/// # Syntax
///
/// The macro wraps any number of static declarations and makes them thread local.
/// Publicity and attributes for each static are allowed. Example:
///
/// ```
/// use std::cell::{Cell, RefCell};
///
/// thread_local! {
///     pub static FOO: Cell<u32> = const { Cell::new(1) };
///
///     static BAR: RefCell<Vec<f32>> = RefCell::new(vec![1.0, 2.0]);
/// }
///
/// assert_eq!(FOO.get(), 1);
/// BAR.with_borrow(|v| assert_eq!(v[1], 2.0));
/// ```
///
/// Note that only shared references (`&T`) to the inner data may be obtained, so a
/// type such as [`Cell`] or [`RefCell`] is typically used to allow mutating access.
///
/// This macro supports a special `const {}` syntax that can be used
/// when the initialization expression can be evaluated as a constant.
/// This can enable a more efficient thread local implementation that
/// can avoid lazy initialization. For types that do not
/// [need to be dropped][crate::mem::needs_drop], this can enable an
/// even more efficient implementation that does not need to
/// track any additional state.
///
/// ```
/// use std::cell::RefCell;
///
/// thread_local! {
///     pub static FOO: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
/// }
///
/// FOO.with_borrow(|v| assert_eq!(v.len(), 0));
/// ```
///
/// See [`LocalKey` documentation][`std::thread::LocalKey`] for more
/// information.
///
/// [`std::thread::LocalKey`]: crate::thread::LocalKey
#[macro_export]macro_rules! thread_local { () => {}; ($($tt:tt)+) => { $crate::thread::local_impl::thread_local_process_attrs!([] []; $($tt)+); }; }
/// An error returned by [`LocalKey::try_with`](struct.LocalKey.html#method.try_with).
#[non_exhaustive]pub struct AccessError;
impl ::core::clone::Clone for AccessError {
}
impl ::core::marker::Copy for AccessError {
}
impl ::core::cmp::Eq for AccessError {
}
impl ::core::cmp::PartialEq for AccessError {
}
impl fmt::Debug for AccessError {
}
impl fmt::Display for AccessError {
}
impl Error for AccessError {
}
impl<T: 'static> LocalKey<T> {
#[doc(hidden)]#[unstable]pub const unsafe fn new(inner: fn(Option<&mut Option<T>>) -> *const T) -> LocalKey<T> { LocalKey { inner } }
/// Acquires a reference to the value in this TLS key.
pub fn with<F, R>(&'static self, f: F) -> R where F: FnOnce(&T) -> R;
/// Acquires a reference to the value in this TLS key.
pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError> where F: FnOnce(&T) -> R;
}
impl<T: 'static> LocalKey<Cell<T>> {
/// Sets or initializes the contained value.
pub fn set(&'static self, value: T);
/// Returns a copy of the contained value.
pub fn get(&'static self) -> T where T: Copy;
/// Takes the contained value, leaving `Default::default()` in its place.
pub fn take(&'static self) -> T where T: Default;
/// Replaces the contained value, returning the old value.
pub fn replace(&'static self, value: T) -> T;
}
impl<T: 'static> LocalKey<RefCell<T>> {
/// Acquires a reference to the contained value.
pub fn with_borrow<F, R>(&'static self, f: F) -> R where F: FnOnce(&T) -> R;
/// Acquires a mutable reference to the contained value.
pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R where F: FnOnce(&mut T) -> R;
/// Sets or initializes the contained value.
pub fn set(&'static self, value: T);
/// Takes the contained value, leaving `Default::default()` in its place.
pub fn take(&'static self) -> T where T: Default;
/// Replaces the contained value, returning the old value.
pub fn replace(&'static self, value: T) -> T;
}
}
mod builder {
use super::join_handle::JoinHandle;
use crate::io;
/// Thread factory, which can be used in order to configure the properties of
/// a new thread.
pub struct Builder { #[unstable]pub(super) name: Option<String>, #[unstable]pub(super) stack_size: Option<usize>, #[unstable]pub(super) no_hooks: bool }
impl ::core::fmt::Debug for Builder {
}
impl Builder {
/// Generates the base configuration for spawning a thread, from which
/// configuration methods can be chained.
pub fn new() -> Builder;
/// Names the thread-to-be. Currently the name is used for identification
/// only in panic messages.
pub fn name(mut self, name: String) -> Builder;
/// Sets the size of the stack (in bytes) for the new thread.
pub fn stack_size(mut self, size: usize) -> Builder;
/// Spawns a new thread by taking ownership of the `Builder`, and returns an
/// [`io::Result`] to its [`JoinHandle`].
pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>> where F: FnOnce() -> T, F: Send + 'static, T: Send + 'static;
/// Spawns a new thread without any lifetime restrictions by taking ownership
/// of the `Builder`, and returns an [`io::Result`] to its [`JoinHandle`].
pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>> where F: FnOnce() -> T, F: Send, T: Send;
}
}
mod current {
use super::id::ThreadId;
use super::thread::Thread;
/// Persistent storage for the thread ID.
pub(super) mod id {
use super::*;
pub(crate) fn get() -> Option<ThreadId>;
pub(super) fn set(id: ThreadId);
pub(super) fn get_or_init() -> ThreadId;
}
/// Gets a handle to the thread that invokes it.
pub fn current() -> Thread;
}
/// Free functions.
mod functions {
use super::join_handle::JoinHandle;
use crate::num::NonZero;
use crate::time::Duration;
use crate::{io, panicking};
/// Spawns a new thread, returning a [`JoinHandle`] for it.
pub fn spawn<F, T>(f: F) -> JoinHandle<T> where F: FnOnce() -> T, F: Send + 'static, T: Send + 'static;
/// Cooperatively gives up a timeslice to the OS scheduler.
pub fn yield_now();
/// Determines whether the current thread is unwinding because of panic.
pub fn panicking() -> bool;
/// Uses [`sleep`].
#[deprecated]pub fn sleep_ms(ms: u32);
/// Puts the current thread to sleep for at least the specified amount of time.
pub fn sleep(dur: Duration);
/// Blocks unless or until the current thread's token is made available.
pub fn park();
/// Uses [`park_timeout`].
#[deprecated]pub fn park_timeout_ms(ms: u32);
/// Blocks unless or until the current thread's token is made available or
/// the specified duration has been reached (may wake spuriously).
pub fn park_timeout(dur: Duration);
/// Returns an estimate of the default amount of parallelism a program should use.
pub fn available_parallelism() -> io::Result<NonZero<usize>>;
}
mod id {
use crate::num::NonZero;
/// A unique identifier for a running thread.
pub struct ThreadId(#[unstable]NonZero<u64>);
impl ::core::cmp::Eq for ThreadId {
}
impl ::core::cmp::PartialEq for ThreadId {
}
impl ::core::clone::Clone for ThreadId {
}
impl ::core::marker::Copy for ThreadId {
}
impl ::core::hash::Hash for ThreadId {
}
impl ::core::fmt::Debug for ThreadId {
}
impl ThreadId {
pub(crate) fn new() -> ThreadId;
}
}
mod join_handle {
use super::Result;
use super::lifecycle::JoinInner;
use super::thread::Thread;
use crate::fmt;
/// An owned permission to join on a thread (block on its termination).
pub struct JoinHandle<T>(#[unstable]pub(super) JoinInner<'static, T>);
unsafe impl<T> Send for JoinHandle<T> {
}
unsafe impl<T> Sync for JoinHandle<T> {
}
impl<T> JoinHandle<T> {
/// Extracts a handle to the underlying thread.
pub fn thread(&self) -> &Thread;
/// Waits for the associated thread to finish.
pub fn join(self) -> Result<T>;
/// Checks if the associated thread has finished running its main function.
pub fn is_finished(&self) -> bool;
}
impl<T> fmt::Debug for JoinHandle<T> {
}
}
/// The inner logic for thread spawning and joining.
mod lifecycle {
use super::scoped::ScopeData;
use super::thread::Thread;
use super::Result;
use crate::cell::UnsafeCell;
use crate::marker::PhantomData;
use crate::sync::Arc;
use crate::sys::thread as imp;
/// The data passed to the spawned thread for thread initialization. Any thread
/// implementation should start a new thread by calling .init() on this before
/// doing anything else to ensure the current thread is properly initialized and
/// the global allocator works.
pub(crate) struct ThreadInit { pub handle: Thread, pub rust_start: Box<dyn FnOnce() + Send> }
impl ThreadInit {
/// Initialize the 'current thread' mechanism on this thread, returning the
/// Rust entry point.
pub fn init(self: Box<Self>) -> Box<dyn FnOnce() + Send>;
}
struct Packet<'scope, T> { #[unstable]scope: Option<Arc<ScopeData>>, #[unstable]result: UnsafeCell<Option<Result<T>>>, #[unstable]_marker: PhantomData<Option<&'scope ScopeData>> }
unsafe impl<'scope, T: Send> Sync for Packet<'scope, T> {
}
impl<'scope, T> Drop for Packet<'scope, T> {
}
/// Inner representation for JoinHandle
pub(super) struct JoinInner<'scope, T> { #[unstable]native: imp::Thread, #[unstable]thread: Thread, #[unstable]packet: Arc<Packet<'scope, T>> }
impl<'scope, T> JoinInner<'scope, T> {
pub(super) fn thread(&self) -> &Thread;
}
}
mod scoped {
use super::Result;
use super::builder::Builder;
use super::lifecycle::JoinInner;
use super::thread::Thread;
use crate::marker::PhantomData;
use crate::sync::Arc;
use crate::sync::atomic::Atomic;
use crate::{fmt, io};
/// A scope to spawn scoped threads in.
pub struct Scope<'scope, 'env: 'scope> { #[unstable]data: Arc<ScopeData>, #[unstable]scope: PhantomData<&'scope mut &'scope ()>, #[unstable]env: PhantomData<&'env mut &'env ()> }
/// An owned permission to join on a scoped thread (block on its termination).
pub struct ScopedJoinHandle<'scope, T>(#[unstable]JoinInner<'scope, T>);
pub(super) struct ScopeData { #[unstable]num_running_threads: Atomic<usize>, #[unstable]a_thread_panicked: Atomic<bool>, #[unstable]main_thread: Thread }
impl ScopeData {
fn overflow(&self);
}
/// Creates a scope for spawning scoped threads.
pub fn scope<'env, F, T>(f: F) -> T where F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T;
impl<'scope, 'env> Scope<'scope, 'env> {
/// Spawns a new thread within a scope, returning a [`ScopedJoinHandle`] for it.
pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T> where F: FnOnce() -> T + Send + 'scope, T: Send + 'scope;
}
impl Builder {
/// Spawns a new scoped thread using the settings set through this `Builder`.
pub fn spawn_scoped<'scope, 'env, F, T>(self, scope: &'scope Scope<'scope, 'env>, f: F) -> io::Result<ScopedJoinHandle<'scope, T>> where F: FnOnce() -> T + Send + 'scope, T: Send + 'scope;
}
impl<'scope, T> ScopedJoinHandle<'scope, T> {
/// Extracts a handle to the underlying thread.
pub fn thread(&self) -> &Thread;
/// Waits for the associated thread to finish.
pub fn join(self) -> Result<T>;
/// Checks if the associated thread has finished running its main function.
pub fn is_finished(&self) -> bool;
}
impl fmt::Debug for Scope<'_, '_> {
}
impl<'scope, T> fmt::Debug for ScopedJoinHandle<'scope, T> {
}
}
mod thread {
use super::id::ThreadId;
use crate::alloc::System;
use crate::ffi::CStr;
use crate::fmt;
use crate::pin::Pin;
use crate::sync::Arc;
use crate::sys::sync::Parker;
use crate::time::Duration;
mod thread_name_string {
use crate::ffi::{CStr, CString};
use crate::str;
/// Like a `String` it's guaranteed UTF-8 and like a `CString` it's null terminated.
pub(crate) struct ThreadNameString { #[unstable]inner: CString }
impl From<String> for ThreadNameString {
}
impl ThreadNameString {
pub fn as_cstr(&self) -> &CStr;
pub fn as_str(&self) -> &str;
}
}
use thread_name_string::ThreadNameString;
/// The internal representation of a `Thread` handle
#[repr(align(8))]struct Inner { #[unstable]name: Option<ThreadNameString>, #[unstable]id: ThreadId, #[unstable]parker: Parker }
impl Inner {
}
/// A handle to a thread.
pub struct Thread { #[unstable]inner: Pin<Arc<Inner, System>> }
impl ::core::clone::Clone for Thread {
}
impl Thread {
pub(crate) fn new(id: ThreadId, name: Option<String>) -> Thread;
/// Like the public [`park`], but callable on any handle. This is used to
/// allow parking in TLS destructors.
pub(crate) unsafe fn park(&self);
/// Like the public [`park_timeout`], but callable on any handle. This is
/// used to allow parking in TLS destructors.
pub(crate) unsafe fn park_timeout(&self, dur: Duration);
/// Atomically makes the handle's token available if it is not already.
pub fn unpark(&self);
/// Gets the thread's unique identifier.
pub fn id(&self) -> ThreadId;
/// Gets the thread's name.
pub fn name(&self) -> Option<&str>;
/// Consumes the `Thread`, returning a raw pointer.
#[unstable]pub fn into_raw(self) -> *const ();
}
impl fmt::Debug for Thread {
}
}
/// Store the ID of the main thread.
pub(crate) mod main_thread {
use super::id::ThreadId;
pub(super) fn get() -> Option<ThreadId>;
/// # Safety
/// May only be called once.
pub(crate) unsafe fn set(id: ThreadId);
}
pub use builder::Builder;
pub use current::current;
pub use functions::available_parallelism;
pub use functions::park_timeout;
pub use functions::sleep;
pub use functions::{panicking, park, park_timeout_ms, sleep_ms, spawn, yield_now};
pub use id::ThreadId;
pub use join_handle::JoinHandle;
pub(crate) use lifecycle::ThreadInit;
pub use local::{AccessError, LocalKey};
pub use scoped::{Scope, ScopedJoinHandle, scope};
pub use thread::Thread;
#[doc(hidden)]#[unstable]pub mod local_impl {
pub use super::local::thread_local_process_attrs;
pub use crate::sys::thread_local::*;
}
/// A specialized [`Result`] type for threads.
pub type Result<T> = crate::result::Result<T, Box<dyn Any + Send + 'static>>;
}
/// Operations on ASCII strings and characters.
pub mod ascii {
#[unstable]pub use core::ascii::Char;
pub use core::ascii::{EscapeDefault, escape_default};
/// Extension methods for ASCII-subset only operations.
#[deprecated]pub trait AsciiExt {
/// Container type for copied ASCII characters.
type Owned;
/// Checks if the value is within the ASCII range.
fn is_ascii(&self) -> bool;
/// Makes a copy of the value in its ASCII upper case equivalent.
fn to_ascii_uppercase(&self) -> Self::Owned;
/// Makes a copy of the value in its ASCII lower case equivalent.
fn to_ascii_lowercase(&self) -> Self::Owned;
/// Checks that two values are an ASCII case-insensitive match.
fn eq_ignore_ascii_case(&self, other: &Self) -> bool;
/// Converts this type to its ASCII upper case equivalent in-place.
fn make_ascii_uppercase(&mut self);
/// Converts this type to its ASCII lower case equivalent in-place.
fn make_ascii_lowercase(&mut self);
}
impl AsciiExt for u8 {
type Owned = u8;
}
impl AsciiExt for char {
type Owned = char;
}
impl AsciiExt for [u8] {
type Owned = Vec<u8>;
}
impl AsciiExt for str {
type Owned = String;
}
}
/// Support for capturing a stack backtrace of an OS thread
pub mod backtrace {
use crate::ffi::c_void;
use crate::panic::UnwindSafe;
use crate::sync::LazyLock;
use crate::fmt;
/// A captured OS thread stack backtrace.
pub struct Backtrace { #[unstable]inner: Inner }
/// The current status of a backtrace, indicating whether it was captured or
/// whether it is empty for some other reason.
#[non_exhaustive]pub enum BacktraceStatus {
/// Capturing a backtrace is not supported, likely because it's not
/// implemented for the current platform.
Unsupported,
/// Capturing a backtrace has been disabled through either the
/// `RUST_LIB_BACKTRACE` or `RUST_BACKTRACE` environment variables.
Disabled,
/// A backtrace has been captured and the `Backtrace` should print
/// reasonable information when rendered.
Captured
}
impl ::core::fmt::Debug for BacktraceStatus {
}
impl ::core::cmp::PartialEq for BacktraceStatus {
}
impl ::core::cmp::Eq for BacktraceStatus {
}
enum Inner {
Unsupported,
Disabled,
Captured(LazyLock<Capture, LazyResolve>)
}
struct Capture { #[unstable]actual_start: usize, #[unstable]frames: Vec<BacktraceFrame> }
/// A single frame of a backtrace.
#[unstable]pub struct BacktraceFrame { #[unstable]frame: RawFrame, #[unstable]symbols: Vec<BacktraceSymbol> }
enum RawFrame {
Actual(backtrace_rs::Frame)
}
impl ::core::fmt::Debug for RawFrame {
}
struct BacktraceSymbol { #[unstable]name: Option<Vec<u8>>, #[unstable]filename: Option<BytesOrWide>, #[unstable]lineno: Option<u32>, #[unstable]colno: Option<u32> }
enum BytesOrWide {
Bytes(Vec<u8>),
Wide(Vec<u16>)
}
impl fmt::Debug for Backtrace {
}
#[unstable]impl fmt::Debug for BacktraceFrame {
}
impl fmt::Debug for BacktraceSymbol {
}
impl fmt::Debug for BytesOrWide {
}
impl Backtrace {
/// Captures a stack backtrace of the current thread.
pub fn capture() -> Backtrace;
/// Forcibly captures a full backtrace, regardless of environment variable
/// configuration.
pub fn force_capture() -> Backtrace;
/// Forcibly captures a disabled backtrace, regardless of environment
/// variable configuration.
pub const fn disabled() -> Backtrace { Backtrace { inner: Inner::Disabled } }
/// Returns the status of this backtrace, indicating whether this backtrace
/// request was unsupported, disabled, or a stack trace was actually
/// captured.
pub fn status(&self) -> BacktraceStatus;
}
impl<'a> Backtrace {
}
impl fmt::Display for Backtrace {
}
mod helper {
use super::*;
pub(super) type LazyResolve = impl FnOnce() -> Capture + Send + Sync + UnwindSafe;
}
use helper::*;
impl RawFrame {
fn ip(&self) -> *mut c_void;
}
}
/// The `ByteStr` and `ByteString` types and trait implementations.
#[unstable]pub mod bstr {
#[unstable]pub use alloc::bstr::{ByteStr, ByteString};
}
/// Collection types.
pub mod collections {
pub use alloc_crate::collections::TryReserveError;
#[unstable]pub use alloc_crate::collections::TryReserveErrorKind;
pub use alloc_crate::collections::{BTreeMap, BTreeSet, BinaryHeap};
pub use alloc_crate::collections::{LinkedList, VecDeque};
pub use alloc_crate::collections::{binary_heap, btree_map, btree_set};
pub use alloc_crate::collections::{linked_list, vec_deque};
pub use self::hash_map::HashMap;
pub use self::hash_set::HashSet;
#[deprecated]#[doc(hidden)]pub use crate::ops::Bound;
/// Unordered containers, implemented as hash-tables
mod hash {
pub mod map {
use self::Entry::*;
use crate::alloc::{Allocator, Global};
use crate::borrow::Borrow;
use crate::collections::TryReserveError;
use crate::error::Error;
use crate::{fmt, fmt::Debug};
use crate::hash::{BuildHasher, Hash, RandomState};
use crate::iter::FusedIterator;
use crate::ops::Index;
/// A [hash map] implemented with quadratic probing and SIMD lookup.
pub struct HashMap<K, V, S = RandomState, A: Allocator = Global> { #[unstable]base: (K, V, S, A, ) }
impl<K, V> HashMap<K, V, RandomState> {
/// Creates an empty `HashMap`.
pub fn new() -> HashMap<K, V, RandomState>;
/// Creates an empty `HashMap` with at least the specified capacity.
pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState>;
}
impl<K, V, A: Allocator> HashMap<K, V, RandomState, A> {
/// Creates an empty `HashMap` using the given allocator.
#[unstable]pub fn new_in(alloc: A) -> Self;
/// Creates an empty `HashMap` with at least the specified capacity using
/// the given allocator.
#[unstable]pub fn with_capacity_in(capacity: usize, alloc: A) -> Self;
}
impl<K, V, S> HashMap<K, V, S> {
/// Creates an empty `HashMap` which will use the given hash builder to hash
/// keys.
pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> { HashMap { base: base::HashMap::with_hasher(hash_builder) } }
/// Creates an empty `HashMap` with at least the specified capacity, using
/// `hasher` to hash the keys.
pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashMap<K, V, S>;
}
impl<K, V, S, A: Allocator> HashMap<K, V, S, A> {
/// Returns the number of elements the map can hold without reallocating.
pub fn capacity(&self) -> usize;
/// An iterator visiting all keys in arbitrary order.
/// The iterator element type is `&'a K`.
pub fn keys(&self) -> Keys<'_, K, V>;
/// Creates a consuming iterator visiting all the keys in arbitrary order.
/// The map cannot be used after calling this.
/// The iterator element type is `K`.
pub fn into_keys(self) -> IntoKeys<K, V, A>;
/// An iterator visiting all values in arbitrary order.
/// The iterator element type is `&'a V`.
pub fn values(&self) -> Values<'_, K, V>;
/// An iterator visiting all values mutably in arbitrary order.
/// The iterator element type is `&'a mut V`.
pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
/// Creates a consuming iterator visiting all the values in arbitrary order.
/// The map cannot be used after calling this.
/// The iterator element type is `V`.
pub fn into_values(self) -> IntoValues<K, V, A>;
/// An iterator visiting all key-value pairs in arbitrary order.
/// The iterator element type is `(&'a K, &'a V)`.
pub fn iter(&self) -> Iter<'_, K, V>;
/// An iterator visiting all key-value pairs in arbitrary order,
/// with mutable references to the values.
/// The iterator element type is `(&'a K, &'a mut V)`.
pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
/// Returns the number of elements in the map.
pub fn len(&self) -> usize;
/// Returns `true` if the map contains no elements.
pub fn is_empty(&self) -> bool;
/// Clears the map, returning all key-value pairs as an iterator. Keeps the
/// allocated memory for reuse.
pub fn drain(&mut self) -> Drain<'_, K, V, A>;
/// Creates an iterator which uses a closure to determine if an element (key-value pair) should be removed.
pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, K, V, F, A> where F: FnMut(&K, &mut V) -> bool;
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, f: F) where F: FnMut(&K, &mut V) -> bool;
/// Clears the map, removing all key-value pairs. Keeps the allocated memory
/// for reuse.
pub fn clear(&mut self);
/// Returns a reference to the map's [`BuildHasher`].
pub fn hasher(&self) -> &S;
}
impl<K, V, S, A> HashMap<K, V, S, A> where K: Eq + Hash, S: BuildHasher, A: Allocator {
/// Reserves capacity for at least `additional` more elements to be inserted
/// in the `HashMap`. The collection may reserve more space to speculatively
/// avoid frequent reallocations. After calling `reserve`,
/// capacity will be greater than or equal to `self.len() + additional`.
/// Does nothing if capacity is already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` more elements to be inserted
/// in the `HashMap`. The collection may reserve more space to speculatively
/// avoid frequent reallocations. After calling `try_reserve`,
/// capacity will be greater than or equal to `self.len() + additional` if
/// it returns `Ok(())`.
/// Does nothing if capacity is already sufficient.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of the map as much as possible. It will drop
/// down as much as possible while maintaining the internal rules
/// and possibly leaving some space in accordance with the resize policy.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of the map with a lower limit. It will drop
/// down no lower than the supplied limit while maintaining the internal rules
/// and possibly leaving some space in accordance with the resize policy.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Gets the given key's corresponding entry in the map for in-place manipulation.
pub fn entry(&mut self, key: K) -> Entry<'_, K, V, A>;
/// Returns a reference to the value corresponding to the key.
pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> where K: Borrow<Q>, Q: Hash + Eq;
/// Returns the key-value pair corresponding to the supplied key. This is
/// potentially useful:
/// - for key types where non-identical keys can be considered equal;
/// - for getting the `&K` stored key value from a borrowed `&Q` lookup key; or
/// - for getting a reference to a key with the same lifetime as the collection.
pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>, Q: Hash + Eq;
/// Attempts to get mutable references to `N` values in the map at once.
pub fn get_disjoint_mut<Q: ?Sized, const N : usize>(&mut self, ks: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q>, Q: Hash + Eq;
/// Attempts to get mutable references to `N` values in the map at once, without validating that
/// the values are unique.
pub unsafe fn get_disjoint_unchecked_mut<Q: ?Sized, const N : usize>(&mut self, ks: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q>, Q: Hash + Eq;
/// Returns `true` if the map contains a value for the specified key.
pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool where K: Borrow<Q>, Q: Hash + Eq;
/// Returns a mutable reference to the value corresponding to the key.
pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q>, Q: Hash + Eq;
/// Inserts a key-value pair into the map.
pub fn insert(&mut self, k: K, v: V) -> Option<V>;
/// Removes a key from the map, returning the value at the key if the key
/// was previously in the map.
pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q>, Q: Hash + Eq;
/// Removes a key from the map, returning the stored key and value if the
/// key was previously in the map.
pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q>, Q: Hash + Eq;
}
impl<K, V, S, A> Clone for HashMap<K, V, S, A> where K: Clone, V: Clone, S: Clone, A: Allocator + Clone {
}
impl<K, V, S, A> PartialEq for HashMap<K, V, S, A> where K: Eq + Hash, V: PartialEq, S: BuildHasher, A: Allocator {
}
impl<K, V, S, A> Eq for HashMap<K, V, S, A> where K: Eq + Hash, V: Eq, S: BuildHasher, A: Allocator {
}
impl<K, V, S, A> Debug for HashMap<K, V, S, A> where K: Debug, V: Debug, A: Allocator {
}
impl<K, V, S> Default for HashMap<K, V, S> where S: Default {
}
impl<K, Q: ?Sized, V, S, A> Index<&Q> for HashMap<K, V, S, A> where K: Eq + Hash + Borrow<Q>, Q: Eq + Hash, S: BuildHasher, A: Allocator {
type Output = V;
}
impl<K, V, const N : usize> From<[(K, V); N]> for HashMap<K, V, RandomState> where K: Eq + Hash {
}
/// An iterator over the entries of a `HashMap`.
pub struct Iter<'a, K: 'a, V: 'a> { #[unstable]base: (&'a (), K, V, ) }
impl<K, V> Clone for Iter<'_, K, V> {
}
impl<K, V> Default for Iter<'_, K, V> {
}
impl<K: Debug, V: Debug> fmt::Debug for Iter<'_, K, V> {
}
/// A mutable iterator over the entries of a `HashMap`.
pub struct IterMut<'a, K: 'a, V: 'a> { #[unstable]base: (&'a (), K, V, ) }
impl<'a, K, V> IterMut<'a, K, V> {
/// Returns an iterator of references over the remaining items.
pub(super) fn iter(&self) -> Iter<'_, K, V>;
}
impl<K, V> Default for IterMut<'_, K, V> {
}
/// An owning iterator over the entries of a `HashMap`.
pub struct IntoIter<K, V, A: Allocator = Global> { #[unstable]base: (K, V, A, ) }
impl<K, V, A: Allocator> IntoIter<K, V, A> {
/// Returns an iterator of references over the remaining items.
pub(super) fn iter(&self) -> Iter<'_, K, V>;
}
impl<K, V> Default for IntoIter<K, V> {
}
/// An iterator over the keys of a `HashMap`.
pub struct Keys<'a, K: 'a, V: 'a> { #[unstable]inner: Iter<'a, K, V> }
impl<K, V> Clone for Keys<'_, K, V> {
}
impl<K, V> Default for Keys<'_, K, V> {
}
impl<K: Debug, V> fmt::Debug for Keys<'_, K, V> {
}
/// An iterator over the values of a `HashMap`.
pub struct Values<'a, K: 'a, V: 'a> { #[unstable]inner: Iter<'a, K, V> }
impl<K, V> Clone for Values<'_, K, V> {
}
impl<K, V> Default for Values<'_, K, V> {
}
impl<K, V: Debug> fmt::Debug for Values<'_, K, V> {
}
/// A draining iterator over the entries of a `HashMap`.
pub struct Drain<'a, K: 'a, V: 'a, A: Allocator = Global> { #[unstable]base: (&'a (), K, V, A, ) }
impl<'a, K, V, A: Allocator> Drain<'a, K, V, A> {
/// Returns an iterator of references over the remaining items.
pub(super) fn iter(&self) -> Iter<'_, K, V>;
}
/// A draining, filtering iterator over the entries of a `HashMap`.
pub struct ExtractIf<'a, K, V, F, A: Allocator = Global> { #[unstable]base: (&'a (), K, V, F, A, ) }
/// A mutable iterator over the values of a `HashMap`.
pub struct ValuesMut<'a, K: 'a, V: 'a> { #[unstable]inner: IterMut<'a, K, V> }
impl<K, V> Default for ValuesMut<'_, K, V> {
}
/// An owning iterator over the keys of a `HashMap`.
pub struct IntoKeys<K, V, A: Allocator = Global> { #[unstable]inner: IntoIter<K, V, A> }
impl<K, V> Default for IntoKeys<K, V> {
}
/// An owning iterator over the values of a `HashMap`.
pub struct IntoValues<K, V, A: Allocator = Global> { #[unstable]inner: IntoIter<K, V, A> }
impl<K, V> Default for IntoValues<K, V> {
}
/// A view into a single entry in a map, which may either be vacant or occupied.
pub enum Entry<'a, K: 'a, V: 'a, A: Allocator = Global> {
/// An occupied entry.
Occupied( #[stable(feature = "rust1", since = "1.0.0")] OccupiedEntry<'a, K, V, A>),
/// A vacant entry.
Vacant( #[stable(feature = "rust1", since = "1.0.0")] VacantEntry<'a, K, V, A>)
}
impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
}
/// A view into an occupied entry in a `HashMap`.
/// It is part of the [`Entry`] enum.
pub struct OccupiedEntry<'a, K: 'a, V: 'a, A: Allocator = Global> { #[unstable]base: (&'a (), K, V, A, ) }
impl<K: Debug, V: Debug, A: Allocator> Debug for OccupiedEntry<'_, K, V, A> {
}
/// A view into a vacant entry in a `HashMap`.
/// It is part of the [`Entry`] enum.
pub struct VacantEntry<'a, K: 'a, V: 'a, A: Allocator = Global> { #[unstable]base: (&'a (), K, V, A, ) }
impl<K: Debug, V, A: Allocator> Debug for VacantEntry<'_, K, V, A> {
}
/// The error returned by [`try_insert`](HashMap::try_insert) when the key already exists.
#[unstable]pub struct OccupiedError<'a, K: 'a, V: 'a, A: Allocator = Global> { pub entry: OccupiedEntry<'a, K, V, A>, pub value: V }
#[unstable]impl<K: Debug, V: Debug, A: Allocator> Debug for OccupiedError<'_, K, V, A> {
}
#[unstable]impl<'a, K: Debug, V: Debug, A: Allocator> fmt::Display for OccupiedError<'a, K, V, A> {
}
#[unstable]impl<'a, K: Debug, V: Debug, A: Allocator> Error for OccupiedError<'a, K, V, A> {
}
impl<'a, K, V, S, A: Allocator> IntoIterator for &'a HashMap<K, V, S, A> {
type Item = (&'a K, &'a V);
type IntoIter = Iter<'a, K, V>;
}
impl<'a, K, V, S, A: Allocator> IntoIterator for &'a mut HashMap<K, V, S, A> {
type Item = (&'a K, &'a mut V);
type IntoIter = IterMut<'a, K, V>;
}
impl<K, V, S, A: Allocator> IntoIterator for HashMap<K, V, S, A> {
type Item = (K, V);
type IntoIter = IntoIter<K, V, A>;
}
impl<'a, K, V> Iterator for Iter<'a, K, V> {
type Item = (&'a K, &'a V);
}
impl<K, V> ExactSizeIterator for Iter<'_, K, V> {
}
impl<K, V> FusedIterator for Iter<'_, K, V> {
}
impl<'a, K, V> Iterator for IterMut<'a, K, V> {
type Item = (&'a K, &'a mut V);
}
impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {
}
impl<K, V> FusedIterator for IterMut<'_, K, V> {
}
impl<K, V> fmt::Debug for IterMut<'_, K, V> where K: fmt::Debug, V: fmt::Debug {
}
impl<K, V, A: Allocator> Iterator for IntoIter<K, V, A> {
type Item = (K, V);
}
impl<K, V, A: Allocator> ExactSizeIterator for IntoIter<K, V, A> {
}
impl<K, V, A: Allocator> FusedIterator for IntoIter<K, V, A> {
}
impl<K: Debug, V: Debug, A: Allocator> fmt::Debug for IntoIter<K, V, A> {
}
impl<'a, K, V> Iterator for Keys<'a, K, V> {
type Item = &'a K;
}
impl<K, V> ExactSizeIterator for Keys<'_, K, V> {
}
impl<K, V> FusedIterator for Keys<'_, K, V> {
}
impl<'a, K, V> Iterator for Values<'a, K, V> {
type Item = &'a V;
}
impl<K, V> ExactSizeIterator for Values<'_, K, V> {
}
impl<K, V> FusedIterator for Values<'_, K, V> {
}
impl<'a, K, V> Iterator for ValuesMut<'a, K, V> {
type Item = &'a mut V;
}
impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {
}
impl<K, V> FusedIterator for ValuesMut<'_, K, V> {
}
impl<K, V: fmt::Debug> fmt::Debug for ValuesMut<'_, K, V> {
}
impl<K, V, A: Allocator> Iterator for IntoKeys<K, V, A> {
type Item = K;
}
impl<K, V, A: Allocator> ExactSizeIterator for IntoKeys<K, V, A> {
}
impl<K, V, A: Allocator> FusedIterator for IntoKeys<K, V, A> {
}
impl<K: Debug, V, A: Allocator> fmt::Debug for IntoKeys<K, V, A> {
}
impl<K, V, A: Allocator> Iterator for IntoValues<K, V, A> {
type Item = V;
}
impl<K, V, A: Allocator> ExactSizeIterator for IntoValues<K, V, A> {
}
impl<K, V, A: Allocator> FusedIterator for IntoValues<K, V, A> {
}
impl<K, V: Debug, A: Allocator> fmt::Debug for IntoValues<K, V, A> {
}
impl<'a, K, V, A: Allocator> Iterator for Drain<'a, K, V, A> {
type Item = (K, V);
}
impl<K, V, A: Allocator> ExactSizeIterator for Drain<'_, K, V, A> {
}
impl<K, V, A: Allocator> FusedIterator for Drain<'_, K, V, A> {
}
impl<K, V, A: Allocator> fmt::Debug for Drain<'_, K, V, A> where K: fmt::Debug, V: fmt::Debug {
}
impl<K, V, F, A: Allocator> Iterator for ExtractIf<'_, K, V, F, A> where F: FnMut(&K, &mut V) -> bool {
type Item = (K, V);
}
impl<K, V, F, A: Allocator> FusedIterator for ExtractIf<'_, K, V, F, A> where F: FnMut(&K, &mut V) -> bool {
}
impl<K, V, F, A: Allocator> fmt::Debug for ExtractIf<'_, K, V, F, A> where K: fmt::Debug, V: fmt::Debug {
}
impl<'a, K, V, A: Allocator> Entry<'a, K, V, A> {
/// Ensures a value is in the entry by inserting the default if empty, and returns
/// a mutable reference to the value in the entry.
pub fn or_insert(self, default: V) -> &'a mut V;
/// Ensures a value is in the entry by inserting the result of the default function if empty,
/// and returns a mutable reference to the value in the entry.
pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
/// Ensures a value is in the entry by inserting, if empty, the result of the default function.
/// This method allows for generating key-derived values for insertion by providing the default
/// function a reference to the key that was moved during the `.entry(key)` method call.
pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V;
/// Returns a reference to this entry's key.
pub fn key(&self) -> &K;
/// Provides in-place mutable access to an occupied entry before any
/// potential inserts into the map.
pub fn and_modify<F>(self, f: F) -> Self where F: FnOnce(&mut V);
/// Sets the value of the entry, and returns an `OccupiedEntry`.
pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V, A>;
}
impl<'a, K, V: Default> Entry<'a, K, V> {
/// Ensures a value is in the entry by inserting the default value if empty,
/// and returns a mutable reference to the value in the entry.
pub fn or_default(self) -> &'a mut V;
}
impl<'a, K, V, A: Allocator> OccupiedEntry<'a, K, V, A> {
/// Gets a reference to the key in the entry.
pub fn key(&self) -> &K;
/// Take the ownership of the key and value from the map.
pub fn remove_entry(self) -> (K, V);
/// Gets a reference to the value in the entry.
pub fn get(&self) -> &V;
/// Gets a mutable reference to the value in the entry.
pub fn get_mut(&mut self) -> &mut V;
/// Converts the `OccupiedEntry` into a mutable reference to the value in the entry
/// with a lifetime bound to the map itself.
pub fn into_mut(self) -> &'a mut V;
/// Sets the value of the entry, and returns the entry's old value.
pub fn insert(&mut self, value: V) -> V;
/// Takes the value out of the entry, and returns it.
pub fn remove(self) -> V;
}
impl<'a, K: 'a, V: 'a, A: Allocator> VacantEntry<'a, K, V, A> {
/// Gets a reference to the key that would be used when inserting a value
/// through the `VacantEntry`.
pub fn key(&self) -> &K;
/// Take ownership of the key.
pub fn into_key(self) -> K;
/// Sets the value of the entry with the `VacantEntry`'s key,
/// and returns a mutable reference to it.
pub fn insert(self, value: V) -> &'a mut V;
/// Sets the value of the entry with the `VacantEntry`'s key,
/// and returns an `OccupiedEntry`.
pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V, A>;
}
impl<K, V, S> FromIterator<(K, V)> for HashMap<K, V, S> where K: Eq + Hash, S: BuildHasher + Default {
}
impl<K, V, S, A> Extend<(K, V)> for HashMap<K, V, S, A> where K: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<'a, K, V, S, A> Extend<(&'a K, &'a V)> for HashMap<K, V, S, A> where K: Eq + Hash + Copy, V: Copy, S: BuildHasher, A: Allocator {
}
}
pub mod set {
use crate::alloc::{Allocator, Global};
use crate::borrow::Borrow;
use crate::collections::TryReserveError;
use crate::fmt;
use crate::hash::{BuildHasher, Hash, RandomState};
use crate::iter::{Chain, FusedIterator};
use crate::ops::{BitAnd, BitOr, BitXor, Sub};
/// A [hash set] implemented as a `HashMap` where the value is `()`.
pub struct HashSet<T, S = RandomState, A: Allocator = Global> { #[unstable]base: (T, S, A, ) }
impl<T> HashSet<T, RandomState> {
/// Creates an empty `HashSet`.
pub fn new() -> HashSet<T, RandomState>;
/// Creates an empty `HashSet` with at least the specified capacity.
pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState>;
}
impl<T, A: Allocator> HashSet<T, RandomState, A> {
/// Creates an empty `HashSet` in the provided allocator.
#[unstable]pub fn new_in(alloc: A) -> HashSet<T, RandomState, A>;
/// Creates an empty `HashSet` with at least the specified capacity.
#[unstable]pub fn with_capacity_in(capacity: usize, alloc: A) -> HashSet<T, RandomState, A>;
}
impl<T, S> HashSet<T, S> {
/// Creates a new empty hash set which will use the given hasher to hash
/// keys.
pub const fn with_hasher(hasher: S) -> HashSet<T, S> { HashSet { base: base::HashSet::with_hasher(hasher) } }
/// Creates an empty `HashSet` with at least the specified capacity, using
/// `hasher` to hash the keys.
pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S>;
}
impl<T, S, A: Allocator> HashSet<T, S, A> {
/// Returns the number of elements the set can hold without reallocating.
pub fn capacity(&self) -> usize;
/// An iterator visiting all elements in arbitrary order.
/// The iterator element type is `&'a T`.
pub fn iter(&self) -> Iter<'_, T>;
/// Returns the number of elements in the set.
pub fn len(&self) -> usize;
/// Returns `true` if the set contains no elements.
pub fn is_empty(&self) -> bool;
/// Clears the set, returning all elements as an iterator. Keeps the
/// allocated memory for reuse.
pub fn drain(&mut self) -> Drain<'_, T, A>;
/// Creates an iterator which uses a closure to determine if an element should be removed.
pub fn extract_if<F>(&mut self, pred: F) -> ExtractIf<'_, T, F, A> where F: FnMut(&T) -> bool;
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, f: F) where F: FnMut(&T) -> bool;
/// Clears the set, removing all values.
pub fn clear(&mut self);
/// Returns a reference to the set's [`BuildHasher`].
pub fn hasher(&self) -> &S;
}
impl<T, S, A> HashSet<T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
/// Reserves capacity for at least `additional` more elements to be inserted
/// in the `HashSet`. The collection may reserve more space to speculatively
/// avoid frequent reallocations. After calling `reserve`,
/// capacity will be greater than or equal to `self.len() + additional`.
/// Does nothing if capacity is already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` more elements to be inserted
/// in the `HashSet`. The collection may reserve more space to speculatively
/// avoid frequent reallocations. After calling `try_reserve`,
/// capacity will be greater than or equal to `self.len() + additional` if
/// it returns `Ok(())`.
/// Does nothing if capacity is already sufficient.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of the set as much as possible. It will drop
/// down as much as possible while maintaining the internal rules
/// and possibly leaving some space in accordance with the resize policy.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of the set with a lower limit. It will drop
/// down no lower than the supplied limit while maintaining the internal rules
/// and possibly leaving some space in accordance with the resize policy.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Visits the values representing the difference,
/// i.e., the values that are in `self` but not in `other`.
pub fn difference<'a>(&'a self, other: &'a HashSet<T, S, A>) -> Difference<'a, T, S, A>;
/// Visits the values representing the symmetric difference,
/// i.e., the values that are in `self` or in `other` but not in both.
pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S, A>) -> SymmetricDifference<'a, T, S, A>;
/// Visits the values representing the intersection,
/// i.e., the values that are both in `self` and `other`.
pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S, A>) -> Intersection<'a, T, S, A>;
/// Visits the values representing the union,
/// i.e., all the values in `self` or `other`, without duplicates.
pub fn union<'a>(&'a self, other: &'a HashSet<T, S, A>) -> Union<'a, T, S, A>;
/// Returns `true` if the set contains a value.
pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>, Q: Hash + Eq;
/// Returns a reference to the value in the set, if any, that is equal to the given value.
pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>, Q: Hash + Eq;
/// Inserts a value computed from `f` into the set if the given `value` is
/// not present, then returns a reference to the value in the set.
#[unstable]pub fn get_or_insert_with<Q: ?Sized, F>(&mut self, value: &Q, f: F) -> &T where T: Borrow<Q>, Q: Hash + Eq, F: FnOnce(&Q) -> T;
/// Returns `true` if `self` has no elements in common with `other`.
/// This is equivalent to checking for an empty intersection.
pub fn is_disjoint(&self, other: &HashSet<T, S, A>) -> bool;
/// Returns `true` if the set is a subset of another,
/// i.e., `other` contains at least all the values in `self`.
pub fn is_subset(&self, other: &HashSet<T, S, A>) -> bool;
/// Returns `true` if the set is a superset of another,
/// i.e., `self` contains at least all the values in `other`.
pub fn is_superset(&self, other: &HashSet<T, S, A>) -> bool;
/// Adds a value to the set.
pub fn insert(&mut self, value: T) -> bool;
/// Adds a value to the set, replacing the existing value, if any, that is equal to the given
/// one. Returns the replaced value.
pub fn replace(&mut self, value: T) -> Option<T>;
/// Removes a value from the set. Returns whether the value was
/// present in the set.
pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>, Q: Hash + Eq;
/// Removes and returns the value in the set, if any, that is equal to the given one.
pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q>, Q: Hash + Eq;
}
impl<T, S, A> Clone for HashSet<T, S, A> where T: Clone, S: Clone, A: Allocator + Clone {
}
impl<T, S, A> PartialEq for HashSet<T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A> Eq for HashSet<T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A> fmt::Debug for HashSet<T, S, A> where T: fmt::Debug, A: Allocator {
}
impl<T, S> FromIterator<T> for HashSet<T, S> where T: Eq + Hash, S: BuildHasher + Default {
}
impl<T, const N : usize> From<[T; N]> for HashSet<T, RandomState> where T: Eq + Hash {
}
impl<T, S, A> Extend<T> for HashSet<T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<'a, T, S, A> Extend<&'a T> for HashSet<T, S, A> where T: 'a + Eq + Hash + Copy, S: BuildHasher, A: Allocator {
}
impl<T, S> Default for HashSet<T, S> where S: Default {
}
impl<T, S> BitOr<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
type Output = HashSet<T, S>;
}
impl<T, S> BitAnd<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
type Output = HashSet<T, S>;
}
impl<T, S> BitXor<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
type Output = HashSet<T, S>;
}
impl<T, S> Sub<&HashSet<T, S>> for &HashSet<T, S> where T: Eq + Hash + Clone, S: BuildHasher + Default {
type Output = HashSet<T, S>;
}
/// An iterator over the items of a `HashSet`.
pub struct Iter<'a, K: 'a> { #[unstable]base: (&'a (), K, ) }
impl<K> Default for Iter<'_, K> {
}
/// An owning iterator over the items of a `HashSet`.
pub struct IntoIter<K, A: Allocator = Global> { #[unstable]base: (K, A, ) }
impl<K> Default for IntoIter<K> {
}
/// A draining iterator over the items of a `HashSet`.
pub struct Drain<'a, K: 'a, A: Allocator = Global> { #[unstable]base: (&'a (), K, A, ) }
/// A draining, filtering iterator over the items of a `HashSet`.
pub struct ExtractIf<'a, K, F, A: Allocator = Global> { #[unstable]base: (&'a (), K, F, A, ) }
/// A lazy iterator producing elements in the intersection of `HashSet`s.
pub struct Intersection<'a, T: 'a, S: 'a, A: Allocator = Global> { #[unstable]iter: Iter<'a, T>, #[unstable]other: &'a HashSet<T, S, A> }
/// A lazy iterator producing elements in the difference of `HashSet`s.
pub struct Difference<'a, T: 'a, S: 'a, A: Allocator = Global> { #[unstable]iter: Iter<'a, T>, #[unstable]other: &'a HashSet<T, S, A> }
/// A lazy iterator producing elements in the symmetric difference of `HashSet`s.
pub struct SymmetricDifference<'a, T: 'a, S: 'a, A: Allocator = Global> { #[unstable]iter: Chain<Difference<'a, T, S, A>, Difference<'a, T, S, A>> }
/// A lazy iterator producing elements in the union of `HashSet`s.
pub struct Union<'a, T: 'a, S: 'a, A: Allocator = Global> { #[unstable]iter: Chain<Iter<'a, T>, Difference<'a, T, S, A>> }
impl<'a, T, S, A: Allocator> IntoIterator for &'a HashSet<T, S, A> {
type Item = &'a T;
type IntoIter = Iter<'a, T>;
}
impl<T, S, A: Allocator> IntoIterator for HashSet<T, S, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<K> Clone for Iter<'_, K> {
}
impl<'a, K> Iterator for Iter<'a, K> {
type Item = &'a K;
}
impl<K> ExactSizeIterator for Iter<'_, K> {
}
impl<K> FusedIterator for Iter<'_, K> {
}
impl<K: fmt::Debug> fmt::Debug for Iter<'_, K> {
}
impl<K, A: Allocator> Iterator for IntoIter<K, A> {
type Item = K;
}
impl<K, A: Allocator> ExactSizeIterator for IntoIter<K, A> {
}
impl<K, A: Allocator> FusedIterator for IntoIter<K, A> {
}
impl<K: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<K, A> {
}
impl<'a, K, A: Allocator> Iterator for Drain<'a, K, A> {
type Item = K;
}
impl<K, A: Allocator> ExactSizeIterator for Drain<'_, K, A> {
}
impl<K, A: Allocator> FusedIterator for Drain<'_, K, A> {
}
impl<K: fmt::Debug, A: Allocator> fmt::Debug for Drain<'_, K, A> {
}
impl<K, F, A: Allocator> Iterator for ExtractIf<'_, K, F, A> where F: FnMut(&K) -> bool {
type Item = K;
}
impl<K, F, A: Allocator> FusedIterator for ExtractIf<'_, K, F, A> where F: FnMut(&K) -> bool {
}
impl<K, F, A: Allocator> fmt::Debug for ExtractIf<'_, K, F, A> where K: fmt::Debug {
}
impl<T, S, A: Allocator> Clone for Intersection<'_, T, S, A> {
}
impl<'a, T, S, A> Iterator for Intersection<'a, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
type Item = &'a T;
}
impl<T, S, A> fmt::Debug for Intersection<'_, T, S, A> where T: fmt::Debug + Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A> FusedIterator for Intersection<'_, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A: Allocator> Clone for Difference<'_, T, S, A> {
}
impl<'a, T, S, A> Iterator for Difference<'a, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
type Item = &'a T;
}
impl<T, S, A> FusedIterator for Difference<'_, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A> fmt::Debug for Difference<'_, T, S, A> where T: fmt::Debug + Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A: Allocator> Clone for SymmetricDifference<'_, T, S, A> {
}
impl<'a, T, S, A> Iterator for SymmetricDifference<'a, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
type Item = &'a T;
}
impl<T, S, A> FusedIterator for SymmetricDifference<'_, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A> fmt::Debug for SymmetricDifference<'_, T, S, A> where T: fmt::Debug + Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<T, S, A: Allocator> Clone for Union<'_, T, S, A> {
}
impl<T, S, A: Allocator> FusedIterator for Union<'_, T, S, A> where T: Eq + Hash, S: BuildHasher {
}
impl<T, S, A: Allocator> fmt::Debug for Union<'_, T, S, A> where T: fmt::Debug + Eq + Hash, S: BuildHasher, A: Allocator {
}
impl<'a, T, S, A> Iterator for Union<'a, T, S, A> where T: Eq + Hash, S: BuildHasher, A: Allocator {
type Item = &'a T;
}
/// A view into a single entry in a set, which may either be vacant or occupied.
#[unstable]pub enum Entry<'a, T, S, A: Allocator = Global> {
/// An occupied entry.
Occupied(OccupiedEntry<'a, T, S, A>),
/// A vacant entry.
Vacant(VacantEntry<'a, T, S, A>)
}
#[unstable]impl<T: fmt::Debug, S, A: Allocator> fmt::Debug for Entry<'_, T, S, A> {
}
/// A view into an occupied entry in a `HashSet`.
/// It is part of the [`Entry`] enum.
#[unstable]pub struct OccupiedEntry<'a, T, S, A: Allocator = Global> { #[unstable]base: (&'a (), T, S, A, ) }
#[unstable]impl<T: fmt::Debug, S, A: Allocator> fmt::Debug for OccupiedEntry<'_, T, S, A> {
}
/// A view into a vacant entry in a `HashSet`.
/// It is part of the [`Entry`] enum.
#[unstable]pub struct VacantEntry<'a, T, S, A: Allocator = Global> { #[unstable]base: (&'a (), T, S, A, ) }
#[unstable]impl<T: fmt::Debug, S, A: Allocator> fmt::Debug for VacantEntry<'_, T, S, A> {
}
impl<'a, T, S, A: Allocator> Entry<'a, T, S, A> {
/// Returns a reference to this entry's value.
#[unstable]pub fn get(&self) -> &T;
}
impl<T, S, A: Allocator> OccupiedEntry<'_, T, S, A> {
/// Gets a reference to the value in the entry.
#[unstable]pub fn get(&self) -> &T;
}
impl<'a, T, S, A: Allocator> VacantEntry<'a, T, S, A> {
/// Gets a reference to the value that would be used when inserting
/// through the `VacantEntry`.
#[unstable]pub fn get(&self) -> &T;
}
}
}
/// A hash map implemented with quadratic probing and SIMD lookup.
pub mod hash_map {
pub use super::hash::map::*;
pub use crate::hash::random::DefaultHasher;
pub use crate::hash::random::RandomState;
}
/// A hash set implemented as a `HashMap` where the value is `()`.
pub mod hash_set {
pub use super::hash::set::*;
}
}
/// Inspection and manipulation of the process's environment.
pub mod env {
use crate::error::Error;
use crate::ffi::{OsStr, OsString};
use crate::path::{Path, PathBuf};
use crate::sys::{env as env_imp, os as os_imp};
use crate::{fmt, io, sys};
/// Returns the current working directory as a [`PathBuf`].
pub fn current_dir() -> io::Result<PathBuf>;
/// Changes the current working directory to the specified path.
pub fn set_current_dir<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// An iterator over a snapshot of the environment variables of this process.
pub struct Vars { #[unstable]inner: VarsOs }
/// An iterator over a snapshot of the environment variables of this process.
pub struct VarsOs { #[unstable]inner: env_imp::Env }
/// Returns an iterator of (variable, value) pairs of strings, for all the
/// environment variables of the current process.
pub fn vars() -> Vars;
/// Returns an iterator of (variable, value) pairs of OS strings, for all the
/// environment variables of the current process.
pub fn vars_os() -> VarsOs;
impl Iterator for Vars {
type Item = (String, String);
}
impl fmt::Debug for Vars {
}
impl Iterator for VarsOs {
type Item = (OsString, OsString);
}
impl fmt::Debug for VarsOs {
}
/// Fetches the environment variable `key` from the current process.
pub fn var<K: AsRef<OsStr>>(key: K) -> Result<String, VarError>;
/// Fetches the environment variable `key` from the current process, returning
/// [`None`] if the variable isn't set or if there is another error.
pub fn var_os<K: AsRef<OsStr>>(key: K) -> Option<OsString>;
/// The error type for operations interacting with environment variables.
/// Possibly returned from [`env::var()`].
pub enum VarError {
/// The specified environment variable was not present in the current
/// process's environment.
NotPresent,
/// The specified environment variable was found, but it did not contain
/// valid unicode data. The found data is returned as a payload of this
/// variant.
NotUnicode( #[stable(feature = "env", since = "1.0.0")] OsString)
}
impl ::core::fmt::Debug for VarError {
}
impl ::core::cmp::PartialEq for VarError {
}
impl ::core::cmp::Eq for VarError {
}
impl ::core::clone::Clone for VarError {
}
impl fmt::Display for VarError {
}
impl Error for VarError {
}
/// Sets the environment variable `key` to the value `value` for the currently running
/// process.
pub unsafe fn set_var<K: AsRef<OsStr>, V: AsRef<OsStr>>(key: K, value: V);
/// Removes an environment variable from the environment of the currently running process.
pub unsafe fn remove_var<K: AsRef<OsStr>>(key: K);
/// An iterator that splits an environment variable into paths according to
/// platform-specific conventions.
pub struct SplitPaths<'a> { #[unstable]inner: os_imp::SplitPaths<'a> }
/// Parses input according to platform conventions for the `PATH`
/// environment variable.
pub fn split_paths<T: AsRef<OsStr> + ?Sized>(unparsed: &T) -> SplitPaths<'_>;
impl<'a> Iterator for SplitPaths<'a> {
type Item = PathBuf;
}
impl fmt::Debug for SplitPaths<'_> {
}
/// The error type for operations on the `PATH` variable. Possibly returned from
/// [`env::join_paths()`].
pub struct JoinPathsError { #[unstable]inner: os_imp::JoinPathsError }
impl ::core::fmt::Debug for JoinPathsError {
}
/// Joins a collection of [`Path`]s appropriately for the `PATH`
/// environment variable.
pub fn join_paths<I, T>(paths: I) -> Result<OsString, JoinPathsError> where I: IntoIterator<Item = T>, T: AsRef<OsStr>;
impl fmt::Display for JoinPathsError {
}
impl Error for JoinPathsError {
}
/// Returns the path of the current user's home directory if known.
pub fn home_dir() -> Option<PathBuf>;
/// Returns the path of a temporary directory.
pub fn temp_dir() -> PathBuf;
/// Returns the full filesystem path of the current running executable.
pub fn current_exe() -> io::Result<PathBuf>;
/// An iterator over the arguments of a process, yielding a [`String`] value for
/// each argument.
pub struct Args { #[unstable]inner: ArgsOs }
/// An iterator over the arguments of a process, yielding an [`OsString`] value
/// for each argument.
pub struct ArgsOs { #[unstable]inner: sys::args::Args }
/// Returns the arguments that this program was started with (normally passed
/// via the command line).
pub fn args() -> Args;
/// Returns the arguments that this program was started with (normally passed
/// via the command line).
pub fn args_os() -> ArgsOs;
impl !Send for Args {
}
impl !Sync for Args {
}
impl Iterator for Args {
type Item = String;
}
impl ExactSizeIterator for Args {
}
impl DoubleEndedIterator for Args {
}
impl fmt::Debug for Args {
}
impl !Send for ArgsOs {
}
impl !Sync for ArgsOs {
}
impl Iterator for ArgsOs {
type Item = OsString;
}
impl ExactSizeIterator for ArgsOs {
}
impl DoubleEndedIterator for ArgsOs {
}
impl fmt::Debug for ArgsOs {
}
/// Constants associated with the current target
pub mod consts {
use crate::sys::env_consts::os;
/// A string describing the architecture of the CPU that is currently in use.
/// An example value may be: `"x86"`, `"arm"` or `"riscv64"`.
pub const ARCH: &str = "x86_64";
/// A string describing the family of the operating system.
/// An example value may be: `"unix"`, or `"windows"`.
pub const FAMILY: &str = os::FAMILY;
/// A string describing the specific operating system in use.
/// An example value may be: `"linux"`, or `"freebsd"`.
pub const OS: &str = os::OS;
/// Specifies the filename prefix, if any, used for shared libraries on this platform.
/// This is either `"lib"` or an empty string. (`""`).
pub const DLL_PREFIX: &str = os::DLL_PREFIX;
/// Specifies the filename suffix, if any, used for shared libraries on this platform.
/// An example value may be: `".so"`, `".elf"`, or `".dll"`.
pub const DLL_SUFFIX: &str = os::DLL_SUFFIX;
/// Specifies the file extension, if any, used for shared libraries on this platform that goes after the dot.
/// An example value may be: `"so"`, `"elf"`, or `"dll"`.
pub const DLL_EXTENSION: &str = os::DLL_EXTENSION;
/// Specifies the filename suffix, if any, used for executable binaries on this platform.
/// An example value may be: `".exe"`, or `".efi"`.
pub const EXE_SUFFIX: &str = os::EXE_SUFFIX;
/// Specifies the file extension, if any, used for executable binaries on this platform.
/// An example value may be: `"exe"`, or an empty string (`""`).
pub const EXE_EXTENSION: &str = os::EXE_EXTENSION;
}
}
pub mod error {
pub use core::error::Error;
}
/// Utilities related to FFI bindings.
pub mod ffi {
/// [`CStr`], [`CString`], and related types.
pub mod c_str {
pub use alloc::ffi::c_str::FromVecWithNulError;
pub use alloc::ffi::c_str::IntoStringError;
pub use alloc::ffi::c_str::{CString, NulError};
pub use core::ffi::c_str::CStr;
pub use core::ffi::c_str::FromBytesUntilNulError;
pub use core::ffi::c_str::FromBytesWithNulError;
}
pub use core::ffi::c_void;
#[unstable]pub use core::ffi::{VaArgSafe, VaList};
pub use core::ffi::{c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};
pub use self::c_str::FromBytesUntilNulError;
pub use self::c_str::FromBytesWithNulError;
pub use self::c_str::FromVecWithNulError;
pub use self::c_str::IntoStringError;
pub use self::c_str::NulError;
pub use self::c_str::{CStr, CString};
pub use self::os_str::{OsStr, OsString};
/// The [`OsStr`] and [`OsString`] types and associated utilities.
pub mod os_str {
use core::clone::CloneToUninit;
use crate::borrow::{Borrow, Cow};
use crate::collections::TryReserveError;
use crate::hash::Hash;
use crate::ops;
use crate::rc::Rc;
use crate::str::FromStr;
use crate::sync::Arc;
use crate::sys::os_str::{Buf, Slice};
use crate::{fmt, slice};
/// A type that can represent owned, mutable platform-native strings, but is
/// cheaply inter-convertible with Rust strings.
pub struct OsString { #[unstable]inner: Buf }
#[unstable]impl crate::sealed::Sealed for OsString {
}
/// Borrowed reference to an OS string (see [`OsString`]).
#[repr(transparent)]pub struct OsStr { #[unstable]inner: Slice }
#[unstable]impl crate::sealed::Sealed for OsStr {
}
impl OsString {
/// Constructs a new empty `OsString`.
pub const fn new() -> OsString { OsString { inner: Buf::from_string(String::new()) } }
/// Converts bytes to an `OsString` without checking that the bytes contains
/// valid [`OsStr`]-encoded data.
pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self;
/// Converts to an [`OsStr`] slice.
pub fn as_os_str(&self) -> &OsStr;
/// Converts the `OsString` into a byte vector.  To convert the byte vector back into an
/// `OsString`, use the [`OsString::from_encoded_bytes_unchecked`] function.
pub fn into_encoded_bytes(self) -> Vec<u8>;
/// Converts the `OsString` into a [`String`] if it contains valid Unicode data.
pub fn into_string(self) -> Result<String, OsString>;
/// Extends the string with the given <code>&[OsStr]</code> slice.
pub fn push<T: AsRef<OsStr>>(&mut self, s: T);
/// Creates a new `OsString` with at least the given capacity.
pub fn with_capacity(capacity: usize) -> OsString;
/// Truncates the `OsString` to zero length.
pub fn clear(&mut self);
/// Returns the capacity this `OsString` can hold without reallocating.
pub fn capacity(&self) -> usize;
/// Reserves capacity for at least `additional` more capacity to be inserted
/// in the given `OsString`. Does nothing if the capacity is
/// already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` more length units
/// in the given `OsString`. The string may reserve more space to speculatively avoid
/// frequent reallocations. After calling `try_reserve`, capacity will be
/// greater than or equal to `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if capacity is already sufficient. This method preserves
/// the contents even if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Reserves the minimum capacity for at least `additional` more capacity to
/// be inserted in the given `OsString`. Does nothing if the capacity is
/// already sufficient.
pub fn reserve_exact(&mut self, additional: usize);
/// Tries to reserve the minimum capacity for at least `additional`
/// more length units in the given `OsString`. After calling
/// `try_reserve_exact`, capacity will be greater than or equal to
/// `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of the `OsString` to match its length.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of the `OsString` with a lower bound.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Converts this `OsString` into a boxed [`OsStr`].
pub fn into_boxed_os_str(self) -> Box<OsStr>;
/// Consumes and leaks the `OsString`, returning a mutable reference to the contents,
/// `&'a mut OsStr`.
pub fn leak<'a>(self) -> &'a mut OsStr;
}
impl From<String> for OsString {
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {
}
impl ops::Index<ops::RangeFull> for OsString {
type Output = OsStr;
}
impl ops::IndexMut<ops::RangeFull> for OsString {
}
impl ops::Deref for OsString {
type Target = OsStr;
}
impl ops::DerefMut for OsString {
}
impl Default for OsString {
}
impl Clone for OsString {
}
impl fmt::Debug for OsString {
}
impl PartialEq for OsString {
}
impl PartialEq<str> for OsString {
}
impl PartialEq<OsString> for str {
}
impl PartialEq<&str> for OsString {
}
impl<'a> PartialEq<OsString> for &'a str {
}
impl Eq for OsString {
}
impl PartialOrd for OsString {
}
impl PartialOrd<str> for OsString {
}
impl Ord for OsString {
}
impl Hash for OsString {
}
impl fmt::Write for OsString {
}
impl OsStr {
/// Coerces into an `OsStr` slice.
pub const fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr { s.as_ref() }
/// Converts a slice of bytes to an OS string slice without checking that the string contains
/// valid `OsStr`-encoded data.
pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &Self;
/// Yields a <code>&[str]</code> slice if the `OsStr` is valid Unicode.
pub fn to_str(&self) -> Option<&str>;
/// Converts an `OsStr` to a <code>[Cow]<[str]></code>.
pub fn to_string_lossy(&self) -> Cow<'_, str>;
/// Copies the slice into an owned [`OsString`].
pub fn to_os_string(&self) -> OsString;
/// Checks whether the `OsStr` is empty.
pub fn is_empty(&self) -> bool;
/// Returns the length of this `OsStr`.
pub fn len(&self) -> usize;
/// Converts a <code>[Box]<[OsStr]></code> into an [`OsString`] without copying or allocating.
pub fn into_os_string(self: Box<Self>) -> OsString;
/// Converts an OS string slice to a byte slice.  To convert the byte slice back into an OS
/// string slice, use the [`OsStr::from_encoded_bytes_unchecked`] function.
pub fn as_encoded_bytes(&self) -> &[u8];
/// Converts this string to its ASCII lower case equivalent in-place.
pub fn make_ascii_lowercase(&mut self);
/// Converts this string to its ASCII upper case equivalent in-place.
pub fn make_ascii_uppercase(&mut self);
/// Returns a copy of this string where each character is mapped to its
/// ASCII lower case equivalent.
pub fn to_ascii_lowercase(&self) -> OsString;
/// Returns a copy of this string where each character is mapped to its
/// ASCII upper case equivalent.
pub fn to_ascii_uppercase(&self) -> OsString;
/// Checks if all characters in this string are within the ASCII range.
pub fn is_ascii(&self) -> bool;
/// Checks that two strings are an ASCII case-insensitive match.
pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool;
/// Returns an object that implements [`Display`] for safely printing an
/// [`OsStr`] that may contain non-Unicode data. This may perform lossy
/// conversion, depending on the platform.  If you would like an
/// implementation which escapes the [`OsStr`] please use [`Debug`]
/// instead.
pub fn display(&self) -> Display<'_>;
}
impl From<&OsStr> for Box<OsStr> {
}
impl From<&mut OsStr> for Box<OsStr> {
}
impl From<Cow<'_, OsStr>> for Box<OsStr> {
}
impl From<Box<OsStr>> for OsString {
}
impl From<OsString> for Box<OsStr> {
}
impl Clone for Box<OsStr> {
}
#[unstable]unsafe impl CloneToUninit for OsStr {
}
impl From<OsString> for Arc<OsStr> {
}
impl From<&OsStr> for Arc<OsStr> {
}
impl From<&mut OsStr> for Arc<OsStr> {
}
impl From<OsString> for Rc<OsStr> {
}
impl From<&OsStr> for Rc<OsStr> {
}
impl From<&mut OsStr> for Rc<OsStr> {
}
impl<'a> From<OsString> for Cow<'a, OsStr> {
}
impl<'a> From<&'a OsStr> for Cow<'a, OsStr> {
}
impl<'a> From<&'a OsString> for Cow<'a, OsStr> {
}
impl<'a> From<Cow<'a, OsStr>> for OsString {
}
impl<'a> TryFrom<&'a OsStr> for &'a str {
type Error = crate::str::Utf8Error;
}
impl Default for Box<OsStr> {
}
impl Default for &OsStr {
}
impl PartialEq for OsStr {
}
impl PartialEq<str> for OsStr {
}
impl PartialEq<OsStr> for str {
}
impl Eq for OsStr {
}
impl PartialOrd for OsStr {
}
impl PartialOrd<str> for OsStr {
}
impl Ord for OsStr {
}
impl PartialEq<OsStr> for OsString {
}
impl PartialEq<OsString> for OsStr {
}
impl PartialOrd<OsStr> for OsString {
}
impl PartialOrd<OsString> for OsStr {
}
impl PartialEq<&OsStr> for OsString {
}
impl PartialEq<OsString> for &OsStr {
}
impl PartialOrd<&OsStr> for OsString {
}
impl PartialOrd<OsString> for &OsStr {
}
impl PartialEq<OsStr> for Cow<'_, OsStr> {
}
impl PartialEq<Cow<'_, OsStr>> for OsStr {
}
impl PartialOrd<OsStr> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for OsStr {
}
impl PartialEq<&OsStr> for Cow<'_, OsStr> {
}
impl PartialEq<Cow<'_, OsStr>> for &OsStr {
}
impl PartialOrd<&OsStr> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for &OsStr {
}
impl PartialEq<OsString> for Cow<'_, OsStr> {
}
impl PartialEq<Cow<'_, OsStr>> for OsString {
}
impl PartialOrd<OsString> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for OsString {
}
impl Hash for OsStr {
}
impl fmt::Debug for OsStr {
}
/// Helper struct for safely printing an [`OsStr`] with [`format!`] and `{}`.
pub struct Display<'a> { #[unstable]os_str: &'a OsStr }
impl fmt::Debug for Display<'_> {
}
impl fmt::Display for Display<'_> {
}
#[unstable]impl<S: Borrow<OsStr>> alloc::slice::Join<&OsStr> for [S] {
type Output = OsString;
}
impl Borrow<OsStr> for OsString {
}
impl ToOwned for OsStr {
type Owned = OsString;
}
impl AsRef<OsStr> for OsStr {
}
impl AsRef<OsStr> for OsString {
}
impl AsRef<OsStr> for str {
}
impl AsRef<OsStr> for String {
}
impl FromStr for OsString {
type Err = core::convert::Infallible;
}
impl Extend<OsString> for OsString {
}
impl<'a> Extend<&'a OsStr> for OsString {
}
impl<'a> Extend<Cow<'a, OsStr>> for OsString {
}
impl FromIterator<OsString> for OsString {
}
impl<'a> FromIterator<&'a OsStr> for OsString {
}
impl<'a> FromIterator<Cow<'a, OsStr>> for OsString {
}
}
}
/// Filesystem manipulation operations.
pub mod fs {
use crate::ffi::OsString;
use crate::{io, io::Read, io::Seek, io::Write};
use crate::path::{Path, PathBuf};
use crate::sealed::Sealed;
use crate::sync::Arc;
use crate::sys::fs as fs_imp;
use crate::time::SystemTime;
use crate::{error, fmt};
/// An object providing access to an open file on the filesystem.
pub struct File { #[unstable]inner: fs_imp::File }
/// An enumeration of possible errors which can occur while trying to acquire a lock
/// from the [`try_lock`] method and [`try_lock_shared`] method on a [`File`].
pub enum TryLockError {
/// The lock could not be acquired due to an I/O error on the file. The standard library will
/// not return an [`ErrorKind::WouldBlock`] error inside [`TryLockError::Error`]
Error(io::Error),
/// The lock could not be acquired at this time because it is held by another handle/process.
WouldBlock
}
/// An object providing access to a directory on the filesystem.
#[unstable]pub struct Dir { #[unstable]inner: fs_imp::Dir }
/// Metadata information about a file.
pub struct Metadata(#[unstable]fs_imp::FileAttr);
impl ::core::clone::Clone for Metadata {
}
/// Iterator over the entries in a directory.
pub struct ReadDir(#[unstable]fs_imp::ReadDir);
impl ::core::fmt::Debug for ReadDir {
}
/// Entries returned by the [`ReadDir`] iterator.
pub struct DirEntry(#[unstable]fs_imp::DirEntry);
/// Options and flags which can be used to configure how a file is opened.
pub struct OpenOptions(#[unstable]fs_imp::OpenOptions);
impl ::core::clone::Clone for OpenOptions {
}
impl ::core::fmt::Debug for OpenOptions {
}
/// Representation of the various timestamps on a file.
pub struct FileTimes(#[unstable]fs_imp::FileTimes);
impl ::core::marker::Copy for FileTimes {
}
impl ::core::clone::Clone for FileTimes {
}
impl ::core::fmt::Debug for FileTimes {
}
impl ::core::default::Default for FileTimes {
}
/// Representation of the various permissions on a file.
pub struct Permissions(#[unstable]fs_imp::FilePermissions);
impl ::core::clone::Clone for Permissions {
}
impl ::core::cmp::PartialEq for Permissions {
}
impl ::core::cmp::Eq for Permissions {
}
impl ::core::fmt::Debug for Permissions {
}
/// A structure representing a type of file with accessors for each file type.
/// It is returned by [`Metadata::file_type`] method.
pub struct FileType(#[unstable]fs_imp::FileType);
impl ::core::marker::Copy for FileType {
}
impl ::core::clone::Clone for FileType {
}
impl ::core::cmp::PartialEq for FileType {
}
impl ::core::cmp::Eq for FileType {
}
impl ::core::hash::Hash for FileType {
}
/// A builder used to create directories in various manners.
pub struct DirBuilder { #[unstable]inner: fs_imp::DirBuilder, #[unstable]recursive: bool }
impl ::core::fmt::Debug for DirBuilder {
}
/// Reads the entire contents of a file into a bytes vector.
pub fn read<P: AsRef<Path>>(path: P) -> io::Result<Vec<u8>>;
/// Reads the entire contents of a file into a string.
pub fn read_to_string<P: AsRef<Path>>(path: P) -> io::Result<String>;
/// Writes a slice as the entire contents of a file.
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> io::Result<()>;
impl error::Error for TryLockError {
}
impl fmt::Debug for TryLockError {
}
impl fmt::Display for TryLockError {
}
impl From<TryLockError> for io::Error {
}
impl File {
/// Attempts to open a file in read-only mode.
pub fn open<P: AsRef<Path>>(path: P) -> io::Result<File>;
/// Opens a file in write-only mode.
pub fn create<P: AsRef<Path>>(path: P) -> io::Result<File>;
/// Creates a new file in read-write mode; error if the file exists.
pub fn create_new<P: AsRef<Path>>(path: P) -> io::Result<File>;
/// Returns a new OpenOptions object.
pub fn options() -> OpenOptions;
/// Attempts to sync all OS-internal file content and metadata to disk.
pub fn sync_all(&self) -> io::Result<()>;
/// This function is similar to [`sync_all`], except that it might not
/// synchronize file metadata to the filesystem.
pub fn sync_data(&self) -> io::Result<()>;
/// Acquire an exclusive lock on the file. Blocks until the lock can be acquired.
pub fn lock(&self) -> io::Result<()>;
/// Acquire a shared (non-exclusive) lock on the file. Blocks until the lock can be acquired.
pub fn lock_shared(&self) -> io::Result<()>;
/// Try to acquire an exclusive lock on the file.
pub fn try_lock(&self) -> Result<(), TryLockError>;
/// Try to acquire a shared (non-exclusive) lock on the file.
pub fn try_lock_shared(&self) -> Result<(), TryLockError>;
/// Release all locks on the file.
pub fn unlock(&self) -> io::Result<()>;
/// Truncates or extends the underlying file, updating the size of
/// this file to become `size`.
pub fn set_len(&self, size: u64) -> io::Result<()>;
/// Queries metadata about the underlying file.
pub fn metadata(&self) -> io::Result<Metadata>;
/// Creates a new `File` instance that shares the same underlying file handle
/// as the existing `File` instance. Reads, writes, and seeks will affect
/// both `File` instances simultaneously.
pub fn try_clone(&self) -> io::Result<File>;
/// Changes the permissions on the underlying file.
pub fn set_permissions(&self, perm: Permissions) -> io::Result<()>;
/// Changes the timestamps of the underlying file.
pub fn set_times(&self, times: FileTimes) -> io::Result<()>;
/// Changes the modification time of the underlying file.
pub fn set_modified(&self, time: SystemTime) -> io::Result<()>;
}
impl fmt::Debug for File {
}
impl Read for &File {
}
impl Write for &File {
}
impl Seek for &File {
}
impl Read for File {
}
impl Write for File {
}
impl Seek for File {
}
impl Read for Arc<File> {
}
impl Write for Arc<File> {
}
impl Seek for Arc<File> {
}
impl Dir {
}
#[unstable]impl fmt::Debug for Dir {
}
impl OpenOptions {
/// Creates a blank new set of options ready for configuration.
pub fn new() -> Self;
/// Sets the option for read access.
pub fn read(&mut self, read: bool) -> &mut Self;
/// Sets the option for write access.
pub fn write(&mut self, write: bool) -> &mut Self;
/// Sets the option for the append mode.
pub fn append(&mut self, append: bool) -> &mut Self;
/// Sets the option for truncating a previous file.
pub fn truncate(&mut self, truncate: bool) -> &mut Self;
/// Sets the option to create a new file, or open it if it already exists.
pub fn create(&mut self, create: bool) -> &mut Self;
/// Sets the option to create a new file, failing if it already exists.
pub fn create_new(&mut self, create_new: bool) -> &mut Self;
/// Opens a file at `path` with the options specified by `self`.
pub fn open<P: AsRef<Path>>(&self, path: P) -> io::Result<File>;
}
impl Metadata {
/// Returns the file type for this metadata.
pub fn file_type(&self) -> FileType;
/// Returns `true` if this metadata is for a directory. The
/// result is mutually exclusive to the result of
/// [`Metadata::is_file`], and will be false for symlink metadata
/// obtained from [`symlink_metadata`].
pub fn is_dir(&self) -> bool;
/// Returns `true` if this metadata is for a regular file. The
/// result is mutually exclusive to the result of
/// [`Metadata::is_dir`], and will be false for symlink metadata
/// obtained from [`symlink_metadata`].
pub fn is_file(&self) -> bool;
/// Returns `true` if this metadata is for a symbolic link.
pub fn is_symlink(&self) -> bool;
/// Returns the size of the file, in bytes, this metadata is for.
pub fn len(&self) -> u64;
/// Returns the permissions of the file this metadata is for.
pub fn permissions(&self) -> Permissions;
/// Returns the last modification time listed in this metadata.
pub fn modified(&self) -> io::Result<SystemTime>;
/// Returns the last access time of this metadata.
pub fn accessed(&self) -> io::Result<SystemTime>;
/// Returns the creation time listed in this metadata.
pub fn created(&self) -> io::Result<SystemTime>;
}
impl fmt::Debug for Metadata {
}
impl FileTimes {
/// Creates a new `FileTimes` with no times set.
pub fn new() -> Self;
/// Set the last access time of a file.
pub fn set_accessed(mut self, t: SystemTime) -> Self;
/// Set the last modified time of a file.
pub fn set_modified(mut self, t: SystemTime) -> Self;
}
impl Sealed for FileTimes {
}
impl Permissions {
/// Returns `true` if these permissions describe a readonly (unwritable) file.
pub fn readonly(&self) -> bool;
/// Modifies the readonly flag for this set of permissions. If the
/// `readonly` argument is `true`, using the resulting `Permission` will
/// update file permissions to forbid writing. Conversely, if it's `false`,
/// using the resulting `Permission` will update file permissions to allow
/// writing.
pub fn set_readonly(&mut self, readonly: bool);
}
impl FileType {
/// Tests whether this file type represents a directory. The
/// result is mutually exclusive to the results of
/// [`is_file`] and [`is_symlink`]; only zero or one of these
/// tests may pass.
pub fn is_dir(&self) -> bool;
/// Tests whether this file type represents a regular file.
/// The result is mutually exclusive to the results of
/// [`is_dir`] and [`is_symlink`]; only zero or one of these
/// tests may pass.
pub fn is_file(&self) -> bool;
/// Tests whether this file type represents a symbolic link.
/// The result is mutually exclusive to the results of
/// [`is_dir`] and [`is_file`]; only zero or one of these
/// tests may pass.
pub fn is_symlink(&self) -> bool;
}
impl fmt::Debug for FileType {
}
impl Iterator for ReadDir {
type Item = io::Result<DirEntry>;
}
impl DirEntry {
/// Returns the full path to the file that this entry represents.
pub fn path(&self) -> PathBuf;
/// Returns the metadata for the file that this entry points at.
pub fn metadata(&self) -> io::Result<Metadata>;
/// Returns the file type for the file that this entry points at.
pub fn file_type(&self) -> io::Result<FileType>;
/// Returns the file name of this directory entry without any
/// leading path component(s).
pub fn file_name(&self) -> OsString;
}
impl fmt::Debug for DirEntry {
}
/// Removes a file from the filesystem.
pub fn remove_file<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// Given a path, queries the file system to get information about a file,
/// directory, etc.
pub fn metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata>;
/// Queries the metadata about a file without following symlinks.
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> io::Result<Metadata>;
/// Renames a file or directory to a new name, replacing the original file if
/// `to` already exists.
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<()>;
/// Copies the contents of one file to another. This function will also
/// copy the permission bits of the original file to the destination file.
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<u64>;
/// Creates a new hard link on the filesystem.
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()>;
/// Creates a new symbolic link on the filesystem.
#[deprecated]pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()>;
/// Reads a symbolic link, returning the file that the link points to.
pub fn read_link<P: AsRef<Path>>(path: P) -> io::Result<PathBuf>;
/// Returns the canonical, absolute form of a path with all intermediate
/// components normalized and symbolic links resolved.
pub fn canonicalize<P: AsRef<Path>>(path: P) -> io::Result<PathBuf>;
/// Creates a new, empty directory at the provided path.
pub fn create_dir<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// Recursively create a directory and all of its parent components if they
/// are missing.
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// Removes an empty directory.
pub fn remove_dir<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// Removes a directory at this path, after removing all its contents. Use
/// carefully!
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()>;
/// Returns an iterator over the entries within a directory.
pub fn read_dir<P: AsRef<Path>>(path: P) -> io::Result<ReadDir>;
/// Changes the permissions found on a file or a directory.
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> io::Result<()>;
impl DirBuilder {
/// Creates a new set of options with default mode/security settings for all
/// platforms and also non-recursive.
pub fn new() -> DirBuilder;
/// Indicates that directories should be created recursively, creating all
/// parent directories. Parents that do not exist are created with the same
/// security and permissions settings.
pub fn recursive(&mut self, recursive: bool) -> &mut Self;
/// Creates the specified directory with the options configured in this
/// builder.
pub fn create<P: AsRef<Path>>(&self, path: P) -> io::Result<()>;
}
/// Returns `Ok(true)` if the path points at an existing entity.
pub fn exists<P: AsRef<Path>>(path: P) -> io::Result<bool>;
}
/// Generic hashing support.
pub mod hash {
/// This module exists to isolate [`RandomState`] and [`DefaultHasher`] outside of the
/// [`collections`] module without actually publicly exporting them, so that parts of that
/// implementation can more easily be moved to the [`alloc`] crate.
pub(crate) mod random {
use super::{BuildHasher, Hasher, SipHasher13};
use crate::fmt;
/// `RandomState` is the default state for [`HashMap`] types.
pub struct RandomState { #[unstable]k0: u64, #[unstable]k1: u64 }
impl ::core::clone::Clone for RandomState {
}
impl RandomState {
/// Constructs a new `RandomState` that is initialized with random keys.
pub fn new() -> RandomState;
}
impl BuildHasher for RandomState {
type Hasher = DefaultHasher;
}
/// The default [`Hasher`] used by [`RandomState`].
pub struct DefaultHasher(#[unstable]SipHasher13);
impl ::core::clone::Clone for DefaultHasher {
}
impl ::core::fmt::Debug for DefaultHasher {
}
impl DefaultHasher {
/// Creates a new `DefaultHasher`.
pub const fn new() -> DefaultHasher { DefaultHasher(SipHasher13::new_with_keys(0, 0)) }
}
impl Default for DefaultHasher {
}
impl Hasher for DefaultHasher {
}
impl Default for RandomState {
}
impl fmt::Debug for RandomState {
}
}
pub use core::hash::*;
pub use self::random::{DefaultHasher, RandomState};
}
/// Traits, helpers, and type definitions for core I/O functionality.
pub mod io {
#[unstable]pub use core::io::{BorrowedBuf, BorrowedCursor};
pub use self::buffered::WriterPanicked;
#[unstable]pub use self::error::RawOsError;
#[doc(hidden)]#[unstable]pub use self::error::SimpleMessage;
pub use self::pipe::{PipeReader, PipeWriter, pipe};
pub use self::stdio::IsTerminal;
#[unstable]#[doc(hidden)]pub use self::stdio::{_eprint, _print};
pub use self::{buffered::BufReader, buffered::BufWriter, buffered::IntoInnerError, buffered::LineWriter, copy::copy, cursor::Cursor, error::Error, error::ErrorKind, error::Result, stdio::Stderr, stdio::StderrLock, stdio::Stdin, stdio::StdinLock, stdio::Stdout, stdio::StdoutLock, stdio::stderr, stdio::stdin, stdio::stdout, util::Empty, util::Repeat, util::Sink, util::empty, util::repeat, util::sink};
use crate::mem::{MaybeUninit, take};
use crate::ops::{Deref, DerefMut};
use crate::{cmp, fmt, str, sys};
/// Buffering wrappers for I/O traits
mod buffered {
mod bufreader {
/// An encapsulation of `BufReader`'s buffer management logic.
mod buffer {
use crate::{io, io::Read};
use crate::mem::MaybeUninit;
pub struct Buffer { #[unstable]buf: Box<[MaybeUninit<u8>]>, #[unstable]pos: usize, #[unstable]filled: usize, #[unstable]initialized: usize }
impl Buffer {
pub fn with_capacity(capacity: usize) -> Self;
pub fn try_with_capacity(capacity: usize) -> io::Result<Self>;
pub fn buffer(&self) -> &[u8];
pub fn capacity(&self) -> usize;
pub fn filled(&self) -> usize;
pub fn pos(&self) -> usize;
pub fn discard_buffer(&mut self);
pub fn consume(&mut self, amt: usize);
/// If there are `amt` bytes available in the buffer, pass a slice containing those bytes to
/// `visitor` and return true. If there are not enough bytes available, return false.
pub fn consume_with<V>(&mut self, amt: usize, mut visitor: V) -> bool where V: FnMut(&[u8]);
pub fn unconsume(&mut self, amt: usize);
/// Read more bytes into the buffer without discarding any of its contents
pub fn read_more(&mut self, mut reader: impl Read) -> io::Result<usize>;
/// Remove bytes that have already been read from the buffer.
pub fn backshift(&mut self);
pub fn fill_buf(&mut self, mut reader: impl Read) -> io::Result<&[u8]>;
}
}
use buffer::Buffer;
use crate::fmt;
use crate::{io, io::BufRead, io::Read, io::Seek};
/// The `BufReader<R>` struct adds buffering to any reader.
pub struct BufReader<R: ?Sized> { #[unstable]buf: Buffer, #[unstable]inner: R }
impl<R: Read> BufReader<R> {
/// Creates a new `BufReader<R>` with a default buffer capacity. The default is currently 8 KiB,
/// but may change in the future.
pub fn new(inner: R) -> BufReader<R>;
/// Creates a new `BufReader<R>` with the specified buffer capacity.
pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R>;
}
impl<R: Read + ?Sized> BufReader<R> {
}
impl<R: ?Sized> BufReader<R> {
/// Gets a reference to the underlying reader.
pub fn get_ref(&self) -> &R;
/// Gets a mutable reference to the underlying reader.
pub fn get_mut(&mut self) -> &mut R;
/// Returns a reference to the internally buffered data.
pub fn buffer(&self) -> &[u8];
/// Returns the number of bytes the internal buffer can hold at once.
pub fn capacity(&self) -> usize;
/// Unwraps this `BufReader<R>`, returning the underlying reader.
pub fn into_inner(self) -> R where R: Sized;
}
impl<R: ?Sized + Seek> BufReader<R> {
/// Seeks relative to the current position. If the new position lies within the buffer,
/// the buffer will not be flushed, allowing for more efficient seeks.
/// This method does not return the location of the underlying reader, so the caller
/// must track this information themselves if it is required.
pub fn seek_relative(&mut self, offset: i64) -> io::Result<()>;
}
impl<R: ?Sized + Read> Read for BufReader<R> {
}
impl<R: ?Sized + Read> BufRead for BufReader<R> {
}
impl<R> fmt::Debug for BufReader<R> where R: ?Sized + fmt::Debug {
}
impl<R: ?Sized + Seek> Seek for BufReader<R> {
}
}
mod bufwriter {
use crate::io::{IntoInnerError, Seek, Write};
use crate::{error, fmt};
/// Wraps a writer and buffers its output.
pub struct BufWriter<W: ?Sized + Write> { #[unstable]buf: Vec<u8>, #[unstable]panicked: bool, #[unstable]inner: W }
impl<W: Write> BufWriter<W> {
/// Creates a new `BufWriter<W>` with a default buffer capacity. The default is currently 8 KiB,
/// but may change in the future.
pub fn new(inner: W) -> BufWriter<W>;
/// Creates a new `BufWriter<W>` with at least the specified buffer capacity.
pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W>;
/// Unwraps this `BufWriter<W>`, returning the underlying writer.
pub fn into_inner(mut self) -> Result<W, IntoInnerError<BufWriter<W>>>;
/// Disassembles this `BufWriter<W>`, returning the underlying writer, and any buffered but
/// unwritten data.
pub fn into_parts(self) -> (W, Result<Vec<u8>, WriterPanicked>);
}
impl<W: ?Sized + Write> BufWriter<W> {
/// Gets a reference to the underlying writer.
pub fn get_ref(&self) -> &W;
/// Gets a mutable reference to the underlying writer.
pub fn get_mut(&mut self) -> &mut W;
/// Returns a reference to the internally buffered data.
pub fn buffer(&self) -> &[u8];
/// Returns the number of bytes the internal buffer can hold without flushing.
pub fn capacity(&self) -> usize;
}
/// Error returned for the buffered data from `BufWriter::into_parts`, when the underlying
/// writer has previously panicked.  Contains the (possibly partly written) buffered data.
pub struct WriterPanicked { #[unstable]buf: Vec<u8> }
impl WriterPanicked {
/// Returns the perhaps-unwritten data.  Some of this data may have been written by the
/// panicking call(s) to the underlying writer, so simply writing it again is not a good idea.
pub fn into_inner(self) -> Vec<u8>;
}
impl error::Error for WriterPanicked {
}
impl fmt::Display for WriterPanicked {
}
impl fmt::Debug for WriterPanicked {
}
impl<W: ?Sized + Write> Write for BufWriter<W> {
}
impl<W: ?Sized + Write> fmt::Debug for BufWriter<W> where W: fmt::Debug {
}
impl<W: ?Sized + Write + Seek> Seek for BufWriter<W> {
}
impl<W: ?Sized + Write> Drop for BufWriter<W> {
}
}
mod linewriter {
use crate::fmt;
use crate::io::{BufWriter, IntoInnerError, Write};
/// Wraps a writer and buffers output to it, flushing whenever a newline
/// (`0x0a`, `'\n'`) is detected.
pub struct LineWriter<W: ?Sized + Write> { #[unstable]inner: BufWriter<W> }
impl<W: Write> LineWriter<W> {
/// Creates a new `LineWriter`.
pub fn new(inner: W) -> LineWriter<W>;
/// Creates a new `LineWriter` with at least the specified capacity for the
/// internal buffer.
pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W>;
/// Gets a mutable reference to the underlying writer.
pub fn get_mut(&mut self) -> &mut W;
/// Unwraps this `LineWriter`, returning the underlying writer.
pub fn into_inner(self) -> Result<W, IntoInnerError<LineWriter<W>>>;
}
impl<W: ?Sized + Write> LineWriter<W> {
/// Gets a reference to the underlying writer.
pub fn get_ref(&self) -> &W;
}
impl<W: ?Sized + Write> Write for LineWriter<W> {
}
impl<W: ?Sized + Write> fmt::Debug for LineWriter<W> where W: fmt::Debug {
}
}
pub use bufwriter::WriterPanicked;
pub use self::{bufreader::BufReader, bufwriter::BufWriter, linewriter::LineWriter};
use crate::io::Error;
use crate::{error, fmt};
/// An error returned by [`BufWriter::into_inner`] which combines an error that
/// happened while writing out the buffer, and the buffered writer object
/// which may be used to recover from the condition.
pub struct IntoInnerError<W>(#[unstable]W, #[unstable]Error);
impl<W: ::core::fmt::Debug> ::core::fmt::Debug for IntoInnerError<W> {
}
impl<W> IntoInnerError<W> {
/// Constructs a new IntoInnerError
fn new(writer: W, error: Error) -> Self;
/// Returns the error which caused the call to [`BufWriter::into_inner()`]
/// to fail.
pub fn error(&self) -> &Error;
/// Returns the buffered writer instance which generated the error.
pub fn into_inner(self) -> W;
/// Consumes the [`IntoInnerError`] and returns the error which caused the call to
/// [`BufWriter::into_inner()`] to fail.  Unlike `error`, this can be used to
/// obtain ownership of the underlying error.
pub fn into_error(self) -> Error;
/// Consumes the [`IntoInnerError`] and returns the error which caused the call to
/// [`BufWriter::into_inner()`] to fail, and the underlying writer.
pub fn into_parts(self) -> (Error, W);
}
impl<W> From<IntoInnerError<W>> for Error {
}
impl<W: Send + fmt::Debug> error::Error for IntoInnerError<W> {
}
impl<W> fmt::Display for IntoInnerError<W> {
}
}
pub(crate) mod copy {
use super::{Read, Result, Write};
/// Copies the entire contents of a reader into a writer.
pub fn copy<R: ?Sized, W: ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> where R: Read, W: Write;
}
mod cursor {
use crate::alloc::Allocator;
use crate::cmp;
use crate::io::prelude::*;
use crate::io;
/// A `Cursor` wraps an in-memory buffer and provides it with a
/// [`Seek`] implementation.
pub struct Cursor<T> { #[unstable]inner: T, #[unstable]pos: u64 }
impl<T: ::core::fmt::Debug> ::core::fmt::Debug for Cursor<T> {
}
impl<T: ::core::default::Default> ::core::default::Default for Cursor<T> {
}
impl<T: ::core::cmp::Eq> ::core::cmp::Eq for Cursor<T> {
}
impl<T: ::core::cmp::PartialEq> ::core::cmp::PartialEq for Cursor<T> {
}
impl<T> Cursor<T> {
/// Creates a new cursor wrapping the provided underlying in-memory buffer.
pub const fn new(inner: T) -> Cursor<T> { Cursor { pos: 0, inner } }
/// Consumes this cursor, returning the underlying value.
pub fn into_inner(self) -> T;
/// Gets a reference to the underlying value in this cursor.
pub const fn get_ref(&self) -> &T { &self.inner }
/// Gets a mutable reference to the underlying value in this cursor.
pub const fn get_mut(&mut self) -> &mut T { &mut self.inner }
/// Returns the current position of this cursor.
pub const fn position(&self) -> u64 { self.pos }
/// Sets the position of this cursor.
pub const fn set_position(&mut self, pos: u64) { self.pos = pos; }
}
impl<T> Cursor<T> where T: AsRef<[u8]> {
}
impl<T> Cursor<T> where T: AsMut<[u8]> {
}
impl<T> Clone for Cursor<T> where T: Clone {
}
impl<T> io::Seek for Cursor<T> where T: AsRef<[u8]> {
}
impl<T> Read for Cursor<T> where T: AsRef<[u8]> {
}
impl<T> BufRead for Cursor<T> where T: AsRef<[u8]> {
}
impl Write for Cursor<&mut [u8]> {
}
impl<A> Write for Cursor<&mut Vec<u8, A>> where A: Allocator {
}
impl<A> Write for Cursor<Vec<u8, A>> where A: Allocator {
}
impl<A> Write for Cursor<Box<[u8], A>> where A: Allocator {
}
impl<const N : usize> Write for Cursor<[u8; N]> {
}
}
mod error {
/// This is a densely packed error representation which is used on targets with
/// 64-bit pointers.
mod repr_bitpacked {
use core::marker::PhantomData;
use core::ptr::NonNull;
use super::{Custom, ErrorData, SimpleMessage};
const TAG_MASK: usize = 0b11;
const TAG_SIMPLE_MESSAGE: usize = 0b00;
const TAG_CUSTOM: usize = 0b01;
const TAG_OS: usize = 0b10;
const TAG_SIMPLE: usize = 0b11;
/// The internal representation.
#[repr(transparent)]pub(super) struct Repr(#[unstable]NonNull<()>, #[unstable]PhantomData<ErrorData<Box<Custom>>>);
unsafe impl Send for Repr {
}
unsafe impl Sync for Repr {
}
impl Repr {
pub(super) const fn new_simple_message(m: &'static SimpleMessage) -> Self { Self(unsafe { NonNull::new_unchecked(m as *const _ as *mut ()) }, PhantomData) }
pub(super) fn data(&self) -> ErrorData<&Custom>;
}
impl Drop for Repr {
}
const _: [(); size_of::<NonNull<()>>()] = [(); 8];
const _: [(); size_of::<NonNull<()>>()] = [(); size_of::<usize>()];
const _: [(); size_of::<&'static SimpleMessage>()] = [(); 8];
const _: [(); size_of::<Box<Custom>>()] = [(); 8];
const _: () = if !(TAG_MASK + 1).is_power_of_two() { ::core::panicking::panic("assertion failed: (TAG_MASK + 1).is_power_of_two()") };
const _: () = if !(align_of::<SimpleMessage>() >= TAG_MASK + 1) { ::core::panicking::panic("assertion failed: align_of::<SimpleMessage>() >= TAG_MASK + 1") };
const _: () = if !(align_of::<Custom>() >= TAG_MASK + 1) { ::core::panicking::panic("assertion failed: align_of::<Custom>() >= TAG_MASK + 1") };
const _: [(); TAG_MASK & TAG_SIMPLE_MESSAGE] = [(); TAG_SIMPLE_MESSAGE];
const _: [(); TAG_MASK & TAG_CUSTOM] = [(); TAG_CUSTOM];
const _: [(); TAG_MASK & TAG_OS] = [(); TAG_OS];
const _: [(); TAG_MASK & TAG_SIMPLE] = [(); TAG_SIMPLE];
const _: () = if !(size_of::<Custom>() >= TAG_CUSTOM) { ::core::panicking::panic("assertion failed: size_of::<Custom>() >= TAG_CUSTOM") };
const _: () = if !(TAG_OS != 0) { ::core::panicking::panic("assertion failed: TAG_OS != 0") };
const _: () = if !(TAG_SIMPLE != 0) { ::core::panicking::panic("assertion failed: TAG_SIMPLE != 0") };
const _: [(); TAG_SIMPLE_MESSAGE] = [(); 0];
const _: [(); size_of::<Repr>()] = [(); 8];
const _: [(); size_of::<Option<Repr>>()] = [(); 8];
const _: [(); size_of::<Result<(), Repr>>()] = [(); 8];
const _: [(); size_of::<Result<usize, Repr>>()] = [(); 16];
}
use repr_bitpacked::Repr;
use crate::{error, fmt, result, sys};
/// A specialized [`Result`] type for I/O operations.
pub type Result<T> = result::Result<T, Error>;
/// The error type for I/O operations of the [`Read`], [`Write`], [`Seek`], and
/// associated traits.
pub struct Error { #[unstable]repr: Repr }
impl fmt::Debug for Error {
}
/// Common errors constants for use in std
impl Error {
pub(crate) const INVALID_UTF8: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::InvalidData, message: "stream did not contain valid UTF-8", } }));
pub(crate) const READ_EXACT_EOF: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::UnexpectedEof, message: "failed to fill whole buffer", } }));
pub(crate) const UNKNOWN_THREAD_COUNT: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::NotFound, message: "the number of hardware threads is not known for the target platform", } }));
pub(crate) const UNSUPPORTED_PLATFORM: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::Unsupported, message: "operation not supported on this platform", } }));
pub(crate) const WRITE_ALL_EOF: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::WriteZero, message: "failed to write whole buffer", } }));
pub(crate) const ZERO_TIMEOUT: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::InvalidInput, message: "cannot set a 0 duration timeout", } }));
pub(crate) const NO_ADDRESSES: Self = crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: ErrorKind::InvalidInput, message: "could not resolve to any addresses", } }));
}
impl From<alloc::ffi::NulError> for Error {
}
impl From<alloc::collections::TryReserveError> for Error {
}
enum ErrorData<C> {
Os(RawOsError),
Simple(ErrorKind),
SimpleMessage(&'static SimpleMessage),
Custom(C)
}
/// The type of raw OS error codes returned by [`Error::raw_os_error`].
#[unstable]pub type RawOsError = sys::io::RawOsError;
#[doc(hidden)]#[unstable]#[repr(align(4))]pub struct SimpleMessage { pub kind: ErrorKind, pub message: &'static str }
#[unstable]impl ::core::fmt::Debug for SimpleMessage {
}
#[repr(align(4))]struct Custom { #[unstable]kind: ErrorKind, #[unstable]error: Box<dyn error::Error + Send + Sync> }
impl ::core::fmt::Debug for Custom {
}
/// A list specifying general categories of I/O error.
#[non_exhaustive]pub enum ErrorKind {
/// An entity was not found, often a file.
NotFound,
/// The operation lacked the necessary privileges to complete.
PermissionDenied,
/// The connection was refused by the remote server.
ConnectionRefused,
/// The connection was reset by the remote server.
ConnectionReset,
/// The remote host is not reachable.
HostUnreachable,
/// The network containing the remote host is not reachable.
NetworkUnreachable,
/// The connection was aborted (terminated) by the remote server.
ConnectionAborted,
/// The network operation failed because it was not connected yet.
NotConnected,
/// A socket address could not be bound because the address is already in
/// use elsewhere.
AddrInUse,
/// A nonexistent interface was requested or the requested address was not
/// local.
AddrNotAvailable,
/// The system's networking is down.
NetworkDown,
/// The operation failed because a pipe was closed.
BrokenPipe,
/// An entity already exists, often a file.
AlreadyExists,
/// The operation needs to block to complete, but the blocking operation was
/// requested to not occur.
WouldBlock,
/// A filesystem object is, unexpectedly, not a directory.
NotADirectory,
/// The filesystem object is, unexpectedly, a directory.
IsADirectory,
/// A non-empty directory was specified where an empty directory was expected.
DirectoryNotEmpty,
/// The filesystem or storage medium is read-only, but a write operation was attempted.
ReadOnlyFilesystem,
/// Loop in the filesystem or IO subsystem; often, too many levels of symbolic links.
#[unstable]FilesystemLoop,
/// Stale network file handle.
StaleNetworkFileHandle,
/// A parameter was incorrect.
InvalidInput,
/// Data not valid for the operation were encountered.
InvalidData,
/// The I/O operation's timeout expired, causing it to be canceled.
TimedOut,
/// An error returned when an operation could not be completed because a
/// call to [`write`] returned [`Ok(0)`].
WriteZero,
/// The underlying storage (typically, a filesystem) is full.
StorageFull,
/// Seek on unseekable file.
NotSeekable,
/// Filesystem quota or some other kind of quota was exceeded.
QuotaExceeded,
/// File larger than allowed or supported.
FileTooLarge,
/// Resource is busy.
ResourceBusy,
/// Executable file is busy.
ExecutableFileBusy,
/// Deadlock (avoided).
Deadlock,
/// Cross-device or cross-filesystem (hard) link or rename.
CrossesDevices,
/// Too many (hard) links to the same filesystem object.
TooManyLinks,
/// A filename was invalid.
InvalidFilename,
/// Program argument list too long.
ArgumentListTooLong,
/// This operation was interrupted.
Interrupted,
/// This operation is unsupported on this platform.
Unsupported,
/// An error returned when an operation could not be completed because an
/// "end of file" was reached prematurely.
UnexpectedEof,
/// An operation could not be completed, because it failed
/// to allocate enough memory.
OutOfMemory,
/// The operation was partially successful and needs to be checked
/// later on due to not blocking.
#[unstable]InProgress,
/// A custom error that does not fall under any other I/O error kind.
Other,
/// Any I/O error from the standard library that's not part of this list.
#[unstable]#[doc(hidden)]Uncategorized
}
impl ::core::clone::Clone for ErrorKind {
}
impl ::core::marker::Copy for ErrorKind {
}
impl ::core::fmt::Debug for ErrorKind {
}
impl ::core::cmp::Eq for ErrorKind {
}
impl ::core::hash::Hash for ErrorKind {
}
impl ::core::cmp::Ord for ErrorKind {
}
impl ::core::cmp::PartialEq for ErrorKind {
}
impl ::core::cmp::PartialOrd for ErrorKind {
}
impl ErrorKind {
pub(crate) fn as_str(&self) -> &'static str;
}
impl fmt::Display for ErrorKind {
}
impl From<ErrorKind> for Error {
}
impl Error {
/// Creates a new I/O error from a known kind of error as well as an
/// arbitrary error payload.
pub fn new<E>(kind: ErrorKind, error: E) -> Error where E: Into<Box<dyn error::Error + Send + Sync>>;
/// Creates a new I/O error from an arbitrary error payload.
pub fn other<E>(error: E) -> Error where E: Into<Box<dyn error::Error + Send + Sync>>;
/// Creates a new I/O error from a known kind of error as well as a constant
/// message.
#[doc(hidden)]#[unstable]pub const fn from_static_message(msg: &'static SimpleMessage) -> Error { Self { repr: Repr::new_simple_message(msg) } }
/// Returns an error representing the last OS error which occurred.
pub fn last_os_error() -> Error;
/// Creates a new instance of an [`Error`] from a particular OS error code.
pub fn from_raw_os_error(code: RawOsError) -> Error;
/// Returns the OS error that this error represents (if any).
pub fn raw_os_error(&self) -> Option<RawOsError>;
/// Returns a reference to the inner error wrapped by this error (if any).
pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)>;
/// Returns a mutable reference to the inner error wrapped by this error
/// (if any).
pub fn get_mut(&mut self) -> Option<&mut (dyn error::Error + Send + Sync + 'static)>;
/// Consumes the `Error`, returning its inner error (if any).
pub fn into_inner(self) -> Option<Box<dyn error::Error + Send + Sync>>;
/// Attempts to downcast the custom boxed error to `E`.
pub fn downcast<E>(self) -> result::Result<E, Self> where E: error::Error + Send + Sync + 'static;
/// Returns the corresponding [`ErrorKind`] for this error.
pub fn kind(&self) -> ErrorKind;
}
impl fmt::Debug for Repr {
}
impl fmt::Display for Error {
}
impl error::Error for Error {
}
}
mod impls {
use crate::alloc::Allocator;
use crate::collections::VecDeque;
use crate::{io, io::BorrowedCursor, io::BufRead, io::Read, io::Seek, io::Write};
impl<R: Read + ?Sized> Read for &mut R {
}
impl<W: Write + ?Sized> Write for &mut W {
}
impl<S: Seek + ?Sized> Seek for &mut S {
}
impl<B: BufRead + ?Sized> BufRead for &mut B {
}
impl<R: Read + ?Sized> Read for Box<R> {
}
impl<W: Write + ?Sized> Write for Box<W> {
}
impl<S: Seek + ?Sized> Seek for Box<S> {
}
impl<B: BufRead + ?Sized> BufRead for Box<B> {
}
impl Read for &[u8] {
}
impl BufRead for &[u8] {
}
impl Write for &mut [u8] {
}
impl<A: Allocator> Write for Vec<u8, A> {
}
impl<A: Allocator> Read for VecDeque<u8, A> {
}
impl<A: Allocator> BufRead for VecDeque<u8, A> {
}
impl<A: Allocator> Write for VecDeque<u8, A> {
}
#[unstable]impl<'a> io::Write for core::io::BorrowedCursor<'a> {
}
}
mod pipe {
use crate::io;
use crate::sys::pipe as imp;
/// Creates an anonymous pipe.
pub fn pipe() -> io::Result<(PipeReader, PipeWriter)>;
/// Read end of an anonymous pipe.
pub struct PipeReader(#[unstable]pub(crate) imp::Pipe);
impl ::core::fmt::Debug for PipeReader {
}
/// Write end of an anonymous pipe.
pub struct PipeWriter(#[unstable]pub(crate) imp::Pipe);
impl ::core::fmt::Debug for PipeWriter {
}
impl PipeReader {
/// Creates a new [`PipeReader`] instance that shares the same underlying file description.
pub fn try_clone(&self) -> io::Result<Self>;
}
impl PipeWriter {
/// Creates a new [`PipeWriter`] instance that shares the same underlying file description.
pub fn try_clone(&self) -> io::Result<Self>;
}
impl io::Read for &PipeReader {
}
impl io::Read for PipeReader {
}
impl io::Write for &PipeWriter {
}
impl io::Write for PipeWriter {
}
}
/// The I/O Prelude.
pub mod prelude {
pub use super::{BufRead, Read, Seek, Write};
}
mod stdio {
use crate::cell::RefCell;
use crate::fmt;
use crate::fs::File;
use crate::io::prelude::*;
use crate::{io, io::BufReader, io::LineWriter, io::Lines};
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::sync::{Mutex, MutexGuard, ReentrantLock, ReentrantLockGuard};
use crate::sys::stdio;
/// A handle to a raw instance of the standard input stream of this process.
struct StdinRaw(#[unstable]stdio::Stdin);
/// A handle to a raw instance of the standard output stream of this process.
struct StdoutRaw(#[unstable]stdio::Stdout);
/// A handle to a raw instance of the standard output stream of this process.
struct StderrRaw(#[unstable]stdio::Stderr);
impl Read for StdinRaw {
}
impl Write for StdoutRaw {
}
impl Write for StderrRaw {
}
/// A handle to the standard input stream of a process.
pub struct Stdin { #[unstable]inner: &'static Mutex<BufReader<StdinRaw>> }
/// A locked reference to the [`Stdin`] handle.
pub struct StdinLock<'a> { #[unstable]inner: MutexGuard<'a, BufReader<StdinRaw>> }
/// Constructs a new handle to the standard input of the current process.
pub fn stdin() -> Stdin;
impl Stdin {
/// Locks this handle to the standard input stream, returning a readable
/// guard.
pub fn lock(&self) -> StdinLock<'static>;
/// Locks this handle and reads a line of input, appending it to the specified buffer.
pub fn read_line(&self, buf: &mut String) -> io::Result<usize>;
/// Consumes this handle and returns an iterator over input lines.
pub fn lines(self) -> Lines<StdinLock<'static>>;
}
impl fmt::Debug for Stdin {
}
impl Read for Stdin {
}
impl Read for &Stdin {
}
impl StdinLock<'_> {
}
impl Read for StdinLock<'_> {
}
impl BufRead for StdinLock<'_> {
}
impl fmt::Debug for StdinLock<'_> {
}
/// A handle to the global standard output stream of the current process.
pub struct Stdout { #[unstable]inner: &'static ReentrantLock<RefCell<LineWriter<StdoutRaw>>> }
/// A locked reference to the [`Stdout`] handle.
pub struct StdoutLock<'a> { #[unstable]inner: ReentrantLockGuard<'a, RefCell<LineWriter<StdoutRaw>>> }
/// Constructs a new handle to the standard output of the current process.
pub fn stdout() -> Stdout;
pub fn cleanup();
impl Stdout {
/// Locks this handle to the standard output stream, returning a writable
/// guard.
pub fn lock(&self) -> StdoutLock<'static>;
}
impl UnwindSafe for Stdout {
}
impl RefUnwindSafe for Stdout {
}
impl fmt::Debug for Stdout {
}
impl Write for Stdout {
}
impl Write for &Stdout {
}
impl UnwindSafe for StdoutLock<'_> {
}
impl RefUnwindSafe for StdoutLock<'_> {
}
impl Write for StdoutLock<'_> {
}
impl fmt::Debug for StdoutLock<'_> {
}
/// A handle to the standard error stream of a process.
pub struct Stderr { #[unstable]inner: &'static ReentrantLock<RefCell<StderrRaw>> }
/// A locked reference to the [`Stderr`] handle.
pub struct StderrLock<'a> { #[unstable]inner: ReentrantLockGuard<'a, RefCell<StderrRaw>> }
/// Constructs a new handle to the standard error of the current process.
pub fn stderr() -> Stderr;
impl Stderr {
/// Locks this handle to the standard error stream, returning a writable
/// guard.
pub fn lock(&self) -> StderrLock<'static>;
}
impl UnwindSafe for Stderr {
}
impl RefUnwindSafe for Stderr {
}
impl fmt::Debug for Stderr {
}
impl Write for Stderr {
}
impl Write for &Stderr {
}
impl UnwindSafe for StderrLock<'_> {
}
impl RefUnwindSafe for StderrLock<'_> {
}
impl Write for StderrLock<'_> {
}
impl fmt::Debug for StderrLock<'_> {
}
/// Trait to determine if a descriptor/handle refers to a terminal/tty.
pub trait IsTerminal: crate::sealed::Sealed {
/// Returns `true` if the descriptor/handle refers to a terminal/tty.
fn is_terminal(&self) -> bool;
}
#[unstable]impl crate::sealed::Sealed for File {
}
impl IsTerminal for File {
}
#[unstable]impl crate::sealed::Sealed for Stdin {
}
impl IsTerminal for Stdin {
}
#[unstable]impl crate::sealed::Sealed for StdinLock<'_> {
}
impl IsTerminal for StdinLock<'_> {
}
#[unstable]impl crate::sealed::Sealed for Stdout {
}
impl IsTerminal for Stdout {
}
#[unstable]impl crate::sealed::Sealed for StdoutLock<'_> {
}
impl IsTerminal for StdoutLock<'_> {
}
#[unstable]impl crate::sealed::Sealed for Stderr {
}
impl IsTerminal for Stderr {
}
#[unstable]impl crate::sealed::Sealed for StderrLock<'_> {
}
impl IsTerminal for StderrLock<'_> {
}
#[unstable]#[doc(hidden)]pub fn _print(args: fmt::Arguments<'_>);
#[unstable]#[doc(hidden)]pub fn _eprint(args: fmt::Arguments<'_>);
}
mod util {
use crate::fmt;
use crate::io::{BufRead, Read, Seek, Write};
/// `Empty` ignores any data written via [`Write`], and will always be empty
/// (returning zero bytes) when read via [`Read`].
#[non_exhaustive]pub struct Empty;
impl ::core::marker::Copy for Empty {
}
impl ::core::clone::Clone for Empty {
}
impl ::core::fmt::Debug for Empty {
}
impl ::core::default::Default for Empty {
}
/// Creates a value that is always at EOF for reads, and ignores all data written.
pub const fn empty() -> Empty { Empty }
impl Read for Empty {
}
impl BufRead for Empty {
}
impl Seek for Empty {
}
impl Write for Empty {
}
impl Write for &Empty {
}
/// A reader which yields one byte over and over and over and over and over and...
pub struct Repeat { #[unstable]byte: u8 }
/// Creates an instance of a reader that infinitely repeats one byte.
pub const fn repeat(byte: u8) -> Repeat { Repeat { byte } }
impl Read for Repeat {
}
impl fmt::Debug for Repeat {
}
/// A writer which will move data into the void.
#[non_exhaustive]pub struct Sink;
impl ::core::marker::Copy for Sink {
}
impl ::core::clone::Clone for Sink {
}
impl ::core::fmt::Debug for Sink {
}
impl ::core::default::Default for Sink {
}
/// Creates an instance of a writer which will successfully consume all data.
pub const fn sink() -> Sink { Sink }
impl Write for Sink {
}
impl Write for &Sink {
}
}
const DEFAULT_BUF_SIZE: usize = crate::sys::io::DEFAULT_BUF_SIZE;
pub(crate) use stdio::cleanup;
struct Guard<'a> { #[unstable]buf: &'a mut Vec<u8>, #[unstable]len: usize }
impl Drop for Guard<'_> {
}
/// The `Read` trait allows for reading bytes from a source.
#[doc(notable_trait)]pub trait Read {
/// Pull some bytes from this source into the specified buffer, returning
/// how many bytes were read.
fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
/// Like `read`, except that it reads into a slice of buffers.
fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {}
/// Reads all bytes until EOF in this source, placing them into `buf`.
fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
/// Reads all bytes until EOF in this source, appending them to `buf`.
fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
/// Reads the exact number of bytes required to fill `buf`.
fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
/// Creates a "by reference" adapter for this instance of `Read`.
fn by_ref(&mut self) -> &mut Self where Self: Sized {}
/// Transforms this `Read` instance to an [`Iterator`] over its bytes.
fn bytes(self) -> Bytes<Self> where Self: Sized {}
/// Creates an adapter which will chain this stream with another.
fn chain<R: Read>(self, next: R) -> Chain<Self, R> where Self: Sized {}
/// Creates an adapter which will read at most `limit` bytes from it.
fn take(self, limit: u64) -> Take<Self> where Self: Sized {}
}
/// Reads all bytes from a [reader][Read] into a new [`String`].
pub fn read_to_string<R: Read>(mut reader: R) -> Result<String>;
/// A buffer type used with `Read::read_vectored`.
#[repr(transparent)]pub struct IoSliceMut<'a>(#[unstable]sys::io::IoSliceMut<'a>);
unsafe impl<'a> Send for IoSliceMut<'a> {
}
unsafe impl<'a> Sync for IoSliceMut<'a> {
}
impl<'a> fmt::Debug for IoSliceMut<'a> {
}
impl<'a> IoSliceMut<'a> {
/// Creates a new `IoSliceMut` wrapping a byte slice.
pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a>;
/// Advance the internal cursor of the slice.
pub fn advance(&mut self, n: usize);
/// Advance a slice of slices.
pub fn advance_slices(bufs: &mut &mut [IoSliceMut<'a>], n: usize);
}
impl<'a> Deref for IoSliceMut<'a> {
type Target = [u8];
}
impl<'a> DerefMut for IoSliceMut<'a> {
}
/// A buffer type used with `Write::write_vectored`.
#[repr(transparent)]pub struct IoSlice<'a>(#[unstable]sys::io::IoSlice<'a>);
impl<'a> ::core::marker::Copy for IoSlice<'a> {
}
impl<'a> ::core::clone::Clone for IoSlice<'a> {
}
unsafe impl<'a> Send for IoSlice<'a> {
}
unsafe impl<'a> Sync for IoSlice<'a> {
}
impl<'a> fmt::Debug for IoSlice<'a> {
}
impl<'a> IoSlice<'a> {
/// Creates a new `IoSlice` wrapping a byte slice.
pub fn new(buf: &'a [u8]) -> IoSlice<'a>;
/// Advance the internal cursor of the slice.
pub fn advance(&mut self, n: usize);
/// Advance a slice of slices.
pub fn advance_slices(bufs: &mut &mut [IoSlice<'a>], n: usize);
/// Get the underlying bytes as a slice with the original lifetime.
#[unstable]pub const fn as_slice(self) -> &'a [u8] { self.0.as_slice() }
}
impl<'a> Deref for IoSlice<'a> {
type Target = [u8];
}
/// A trait for objects which are byte-oriented sinks.
#[doc(notable_trait)]pub trait Write {
/// Writes a buffer into this writer, returning how many bytes were written.
fn write(&mut self, buf: &[u8]) -> Result<usize>;
/// Like [`write`], except that it writes from a slice of buffers.
fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {}
/// Flushes this output stream, ensuring that all intermediately buffered
/// contents reach their destination.
fn flush(&mut self) -> Result<()>;
/// Attempts to write an entire buffer into this writer.
fn write_all(&mut self, mut buf: &[u8]) -> Result<()> {}
/// Writes a formatted string into this writer, returning any error
/// encountered.
fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {}
/// Creates a "by reference" adapter for this instance of `Write`.
fn by_ref(&mut self) -> &mut Self where Self: Sized {}
}
/// The `Seek` trait provides a cursor which can be moved within a stream of
/// bytes.
pub trait Seek {
/// Seek to an offset, in bytes, in a stream.
fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
/// Rewind to the beginning of a stream.
fn rewind(&mut self) -> Result<()> {}
/// Returns the current seek position from the start of the stream.
fn stream_position(&mut self) -> Result<u64> {}
/// Seeks relative to the current position.
fn seek_relative(&mut self, offset: i64) -> Result<()> {}
}
/// Enumeration of possible methods to seek within an I/O object.
pub enum SeekFrom {
/// Sets the offset to the provided number of bytes.
Start( #[stable(feature = "rust1", since = "1.0.0")] u64),
/// Sets the offset to the size of this object plus the specified number of
/// bytes.
End( #[stable(feature = "rust1", since = "1.0.0")] i64),
/// Sets the offset to the current position plus the specified number of
/// bytes.
Current( #[stable(feature = "rust1", since = "1.0.0")] i64)
}
impl ::core::marker::Copy for SeekFrom {
}
impl ::core::cmp::PartialEq for SeekFrom {
}
impl ::core::cmp::Eq for SeekFrom {
}
impl ::core::clone::Clone for SeekFrom {
}
impl ::core::fmt::Debug for SeekFrom {
}
/// A `BufRead` is a type of `Read`er which has an internal buffer, allowing it
/// to perform extra ways of reading.
pub trait BufRead: Read {
/// Returns the contents of the internal buffer, filling it with more data, via `Read` methods, if empty.
fn fill_buf(&mut self) -> Result<&[u8]>;
/// Marks the given `amount` of additional bytes from the internal buffer as having been read.
/// Subsequent calls to `read` only return bytes that have not been marked as read.
fn consume(&mut self, amount: usize);
/// Reads all bytes into `buf` until the delimiter `byte` or EOF is reached.
fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
/// Skips all bytes until the delimiter `byte` or EOF is reached.
fn skip_until(&mut self, byte: u8) -> Result<usize> {}
/// Reads all bytes until a newline (the `0xA` byte) is reached, and append
/// them to the provided `String` buffer.
fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
/// Returns an iterator over the contents of this reader split on the byte
/// `byte`.
fn split(self, byte: u8) -> Split<Self> where Self: Sized {}
/// Returns an iterator over the lines of this reader.
fn lines(self) -> Lines<Self> where Self: Sized {}
}
/// Adapter to chain together two readers.
pub struct Chain<T, U> { #[unstable]first: T, #[unstable]second: U, #[unstable]done_first: bool }
impl<T: ::core::fmt::Debug, U: ::core::fmt::Debug> ::core::fmt::Debug for Chain<T, U> {
}
impl<T, U> Chain<T, U> {
/// Consumes the `Chain`, returning the wrapped readers.
pub fn into_inner(self) -> (T, U);
/// Gets references to the underlying readers in this `Chain`.
pub fn get_ref(&self) -> (&T, &U);
/// Gets mutable references to the underlying readers in this `Chain`.
pub fn get_mut(&mut self) -> (&mut T, &mut U);
}
impl<T: Read, U: Read> Read for Chain<T, U> {
}
impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {
}
/// Reader adapter which limits the bytes read from an underlying reader.
pub struct Take<T> { #[unstable]inner: T, #[unstable]len: u64, #[unstable]limit: u64 }
impl<T: ::core::fmt::Debug> ::core::fmt::Debug for Take<T> {
}
impl<T> Take<T> {
/// Returns the number of bytes that can be read before this instance will
/// return EOF.
pub fn limit(&self) -> u64;
/// Returns the number of bytes read so far.
#[unstable]pub fn position(&self) -> u64;
/// Sets the number of bytes that can be read before this instance will
/// return EOF. This is the same as constructing a new `Take` instance, so
/// the amount of bytes read and the previous limit value don't matter when
/// calling this method.
pub fn set_limit(&mut self, limit: u64);
/// Consumes the `Take`, returning the wrapped reader.
pub fn into_inner(self) -> T;
/// Gets a reference to the underlying reader.
pub fn get_ref(&self) -> &T;
/// Gets a mutable reference to the underlying reader.
pub fn get_mut(&mut self) -> &mut T;
}
impl<T: Read> Read for Take<T> {
}
impl<T: BufRead> BufRead for Take<T> {
}
impl<T: Seek> Seek for Take<T> {
}
/// An iterator over `u8` values of a reader.
pub struct Bytes<R> { #[unstable]inner: R }
impl<R: ::core::fmt::Debug> ::core::fmt::Debug for Bytes<R> {
}
impl<R: Read> Iterator for Bytes<R> {
type Item = Result<u8>;
}
/// An iterator over the contents of an instance of `BufRead` split on a
/// particular byte.
pub struct Split<B> { #[unstable]buf: (B, ), #[unstable]delim: u8 }
impl<B: ::core::fmt::Debug> ::core::fmt::Debug for Split<B> {
}
impl<B: BufRead> Iterator for Split<B> {
type Item = Result<Vec<u8>>;
}
/// An iterator over the lines of an instance of `BufRead`.
pub struct Lines<B> { #[unstable]buf: (B, ) }
impl<B: ::core::fmt::Debug> ::core::fmt::Debug for Lines<B> {
}
impl<B: BufRead> Iterator for Lines<B> {
type Item = Result<String>;
}
}
/// Networking primitives for TCP/UDP communication.
pub mod net {
pub use core::net::AddrParseError;
pub use self::ip_addr::{IpAddr, Ipv4Addr, Ipv6Addr, Ipv6MulticastScope};
pub use self::socket_addr::{SocketAddr, SocketAddrV4, SocketAddrV6, ToSocketAddrs};
pub use self::tcp::{Incoming, TcpListener, TcpStream};
pub use self::udp::UdpSocket;
mod ip_addr {
pub use core::net::IpAddr;
#[unstable]pub use core::net::Ipv6MulticastScope;
pub use core::net::{Ipv4Addr, Ipv6Addr};
}
mod socket_addr {
pub use core::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use crate::{io, iter, option, slice, vec};
/// A trait for objects which can be converted or resolved to one or more
/// [`SocketAddr`] values.
pub trait ToSocketAddrs {
/// Returned iterator over socket addresses which this type may correspond
/// to.
type Iter: Iterator<Item = SocketAddr>;
/// Converts this object to an iterator of resolved [`SocketAddr`]s.
fn to_socket_addrs(&self) -> io::Result<Self::Iter>;
}
impl ToSocketAddrs for SocketAddr {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for SocketAddrV4 {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for SocketAddrV6 {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for (IpAddr, u16) {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for (Ipv4Addr, u16) {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for (Ipv6Addr, u16) {
type Iter = option::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for (&str, u16) {
type Iter = vec::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for (String, u16) {
type Iter = vec::IntoIter<SocketAddr>;
}
impl ToSocketAddrs for str {
type Iter = vec::IntoIter<SocketAddr>;
}
impl<'a> ToSocketAddrs for &'a [SocketAddr] {
type Iter = iter::Cloned<slice::Iter<'a, SocketAddr>>;
}
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
type Iter = T::Iter;
}
impl ToSocketAddrs for String {
type Iter = vec::IntoIter<SocketAddr>;
}
}
mod tcp {
use crate::fmt;
use crate::io::prelude::*;
use crate::io;
use crate::iter::FusedIterator;
use crate::net::{Shutdown, SocketAddr, ToSocketAddrs};
use crate::sys::net as net_imp;
use crate::time::Duration;
/// A TCP stream between a local and a remote socket.
pub struct TcpStream(#[unstable]net_imp::TcpStream);
/// A TCP socket server, listening for connections.
pub struct TcpListener(#[unstable]net_imp::TcpListener);
/// An iterator that infinitely [`accept`]s connections on a [`TcpListener`].
pub struct Incoming<'a> { #[unstable]listener: &'a TcpListener }
impl<'a> ::core::fmt::Debug for Incoming<'a> {
}
impl TcpStream {
/// Opens a TCP connection to a remote host.
pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream>;
/// Opens a TCP connection to a remote host with a timeout.
pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream>;
/// Returns the socket address of the remote peer of this TCP connection.
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
/// Returns the socket address of the local half of this TCP connection.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Shuts down the read, write, or both halves of this connection.
pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<TcpStream>;
/// Sets the read timeout to the timeout specified.
pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
/// Sets the write timeout to the timeout specified.
pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
/// Returns the read timeout of this socket.
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
/// Returns the write timeout of this socket.
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
/// Receives data on the socket from the remote address to which it is
/// connected, without removing that data from the queue. On success,
/// returns the number of bytes peeked.
pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
/// Sets the value of the `TCP_NODELAY` option on this socket.
pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
/// Gets the value of the `TCP_NODELAY` option on this socket.
pub fn nodelay(&self) -> io::Result<bool>;
/// Sets the value for the `IP_TTL` option on this socket.
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
/// Gets the value of the `IP_TTL` option for this socket.
pub fn ttl(&self) -> io::Result<u32>;
/// Gets the value of the `SO_ERROR` option on this socket.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Moves this TCP stream into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl Read for TcpStream {
}
impl Write for TcpStream {
}
impl Read for &TcpStream {
}
impl Write for &TcpStream {
}
impl fmt::Debug for TcpStream {
}
impl TcpListener {
/// Creates a new `TcpListener` which will be bound to the specified
/// address.
pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener>;
/// Returns the local socket address of this listener.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<TcpListener>;
/// Accept a new incoming connection from this listener.
pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>;
/// Returns an iterator over the connections being received on this
/// listener.
pub fn incoming(&self) -> Incoming<'_>;
/// Sets the value for the `IP_TTL` option on this socket.
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
/// Gets the value of the `IP_TTL` option for this socket.
pub fn ttl(&self) -> io::Result<u32>;
#[deprecated]pub fn set_only_v6(&self, only_v6: bool) -> io::Result<()>;
#[deprecated]pub fn only_v6(&self) -> io::Result<bool>;
/// Gets the value of the `SO_ERROR` option on this socket.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Moves this TCP stream into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl<'a> Iterator for Incoming<'a> {
type Item = io::Result<TcpStream>;
}
impl FusedIterator for Incoming<'_> {
}
impl fmt::Debug for TcpListener {
}
}
mod udp {
use crate::fmt;
use crate::io;
use crate::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use crate::sys::net as net_imp;
use crate::time::Duration;
/// A UDP socket.
pub struct UdpSocket(#[unstable]net_imp::UdpSocket);
impl UdpSocket {
/// Creates a UDP socket from the given address.
pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket>;
/// Receives a single datagram message on the socket. On success, returns the number
/// of bytes read and the origin.
pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
/// Receives a single datagram message on the socket, without removing it from the
/// queue. On success, returns the number of bytes read and the origin.
pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
/// Sends data on the socket to the given address. On success, returns the
/// number of bytes written. Note that the operating system may refuse
/// buffers larger than 65507. However, partial writes are not possible
/// until buffer sizes above `i32::MAX`.
pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> io::Result<usize>;
/// Returns the socket address of the remote peer this socket was connected to.
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
/// Returns the socket address that this socket was created from.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<UdpSocket>;
/// Sets the read timeout to the timeout specified.
pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
/// Sets the write timeout to the timeout specified.
pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
/// Returns the read timeout of this socket.
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
/// Returns the write timeout of this socket.
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
/// Sets the value of the `SO_BROADCAST` option for this socket.
pub fn set_broadcast(&self, broadcast: bool) -> io::Result<()>;
/// Gets the value of the `SO_BROADCAST` option for this socket.
pub fn broadcast(&self) -> io::Result<bool>;
/// Sets the value of the `IP_MULTICAST_LOOP` option for this socket.
pub fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> io::Result<()>;
/// Gets the value of the `IP_MULTICAST_LOOP` option for this socket.
pub fn multicast_loop_v4(&self) -> io::Result<bool>;
/// Sets the value of the `IP_MULTICAST_TTL` option for this socket.
pub fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> io::Result<()>;
/// Gets the value of the `IP_MULTICAST_TTL` option for this socket.
pub fn multicast_ttl_v4(&self) -> io::Result<u32>;
/// Sets the value of the `IPV6_MULTICAST_LOOP` option for this socket.
pub fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> io::Result<()>;
/// Gets the value of the `IPV6_MULTICAST_LOOP` option for this socket.
pub fn multicast_loop_v6(&self) -> io::Result<bool>;
/// Sets the value for the `IP_TTL` option on this socket.
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
/// Gets the value of the `IP_TTL` option for this socket.
pub fn ttl(&self) -> io::Result<u32>;
/// Executes an operation of the `IP_ADD_MEMBERSHIP` type.
pub fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
/// Executes an operation of the `IPV6_ADD_MEMBERSHIP` type.
pub fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
/// Executes an operation of the `IP_DROP_MEMBERSHIP` type.
pub fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
/// Executes an operation of the `IPV6_DROP_MEMBERSHIP` type.
pub fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
/// Gets the value of the `SO_ERROR` option on this socket.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Connects this UDP socket to a remote address, allowing the `send` and
/// `recv` syscalls to be used to send data and also applies filters to only
/// receive data from the specified address.
pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()>;
/// Sends data on the socket to the remote address to which it is connected.
/// On success, returns the number of bytes written. Note that the operating
/// system may refuse buffers larger than 65507. However, partial writes are
/// not possible until buffer sizes above `i32::MAX`.
pub fn send(&self, buf: &[u8]) -> io::Result<usize>;
/// Receives a single datagram message on the socket from the remote address to
/// which it is connected. On success, returns the number of bytes read.
pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
/// Receives single datagram on the socket from the remote address to which it is
/// connected, without removing the message from input queue. On success, returns
/// the number of bytes peeked.
pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
/// Moves this UDP socket into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl fmt::Debug for UdpSocket {
}
}
/// Possible values which can be passed to the [`TcpStream::shutdown`] method.
pub enum Shutdown {
/// The reading portion of the [`TcpStream`] should be shut down.
Read,
/// The writing portion of the [`TcpStream`] should be shut down.
Write,
/// Both the reading and the writing portions of the [`TcpStream`] should be shut down.
Both
}
impl ::core::marker::Copy for Shutdown {
}
impl ::core::clone::Clone for Shutdown {
}
impl ::core::cmp::PartialEq for Shutdown {
}
impl ::core::cmp::Eq for Shutdown {
}
impl ::core::fmt::Debug for Shutdown {
}
}
/// Additional functionality for numerics.
pub mod num {
pub use core::num::IntErrorKind;
pub use core::num::NonZero;
pub use core::num::Saturating;
pub use core::num::Wrapping;
#[unstable]pub use core::num::ZeroablePrimitive;
pub use core::num::{FpCategory, ParseFloatError, ParseIntError, TryFromIntError};
pub use core::num::{NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize};
pub use core::num::{NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize};
}
/// OS-specific functionality.
pub mod os {
/// Compatibility module for C platform-specific types. Use [`core::ffi`] instead.
pub mod raw {
pub type c_char = core::ffi::c_char;
pub type c_schar = core::ffi::c_schar;
pub type c_uchar = core::ffi::c_uchar;
pub type c_short = core::ffi::c_short;
pub type c_ushort = core::ffi::c_ushort;
pub type c_int = core::ffi::c_int;
pub type c_uint = core::ffi::c_uint;
pub type c_long = core::ffi::c_long;
pub type c_ulong = core::ffi::c_ulong;
pub type c_longlong = core::ffi::c_longlong;
pub type c_ulonglong = core::ffi::c_ulonglong;
pub type c_float = core::ffi::c_float;
pub type c_double = core::ffi::c_double;
pub type c_void = core::ffi::c_void;
}
/// Platform-specific extensions to `std` for Unix platforms.
pub mod unix {
mod platform {
pub use crate::os::linux::*;
}
/// Unix-specific extensions to primitives in the [`std::ffi`] module.
pub mod ffi {
mod os_str {
use crate::ffi::{OsStr, OsString};
use crate::sealed::Sealed;
/// Platform-specific extensions to [`OsString`].
pub trait OsStringExt: Sealed {
/// Creates an [`OsString`] from a byte vector.
fn from_vec(vec: Vec<u8>) -> Self;
/// Yields the underlying byte vector of this [`OsString`].
fn into_vec(self) -> Vec<u8>;
}
impl OsStringExt for OsString {
}
/// Platform-specific extensions to [`OsStr`].
pub trait OsStrExt: Sealed {
/// Creates an [`OsStr`] from a byte slice.
fn from_bytes(slice: &[u8]) -> &Self;
/// Gets the underlying byte view of the [`OsStr`] slice.
fn as_bytes(&self) -> &[u8];
}
impl OsStrExt for OsStr {
}
}
pub use self::os_str::{OsStrExt, OsStringExt};
}
/// Unix-specific extensions to primitives in the [`std::fs`] module.
pub mod fs {
use super::platform::fs::MetadataExt as _;
use crate::{fs, fs::OpenOptions, fs::Permissions};
use crate::os::unix::io::AsFd;
use crate::path::Path;
use crate::sealed::Sealed;
use crate::io;
/// Unix-specific extensions to [`fs::File`].
pub trait FileExt {
/// Reads a number of bytes starting from a given offset.
fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
/// Reads the exact number of bytes required to fill `buf` from the given offset.
fn read_exact_at(&self, mut buf: &mut [u8], mut offset: u64) -> io::Result<()> {}
/// Writes a number of bytes starting from a given offset.
fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
/// Attempts to write an entire buffer starting from a given offset.
fn write_all_at(&self, mut buf: &[u8], mut offset: u64) -> io::Result<()> {}
}
impl FileExt for fs::File {
}
/// Unix-specific extensions to [`fs::Permissions`].
pub trait PermissionsExt {
/// Returns the mode permission bits
fn mode(&self) -> u32;
/// Sets the mode permission bits.
fn set_mode(&mut self, mode: u32);
/// Creates a new instance from the given mode permission bits.
fn from_mode(mode: u32) -> Self;
}
impl PermissionsExt for Permissions {
}
/// Unix-specific extensions to [`fs::OpenOptions`].
pub trait OpenOptionsExt {
/// Sets the mode bits that a new file will be created with.
fn mode(&mut self, mode: u32) -> &mut Self;
/// Pass custom flags to the `flags` argument of `open`.
fn custom_flags(&mut self, flags: i32) -> &mut Self;
}
impl OpenOptionsExt for OpenOptions {
}
/// Unix-specific extensions to [`fs::Metadata`].
pub trait MetadataExt {
/// Returns the ID of the device containing the file.
fn dev(&self) -> u64;
/// Returns the inode number.
fn ino(&self) -> u64;
/// Returns the rights applied to this file.
fn mode(&self) -> u32;
/// Returns the number of hard links pointing to this file.
fn nlink(&self) -> u64;
/// Returns the user ID of the owner of this file.
fn uid(&self) -> u32;
/// Returns the group ID of the owner of this file.
fn gid(&self) -> u32;
/// Returns the device ID of this file (if it is a special one).
fn rdev(&self) -> u64;
/// Returns the total size of this file in bytes.
fn size(&self) -> u64;
/// Returns the last access time of the file, in seconds since Unix Epoch.
fn atime(&self) -> i64;
/// Returns the last access time of the file, in nanoseconds since [`atime`].
fn atime_nsec(&self) -> i64;
/// Returns the last modification time of the file, in seconds since Unix Epoch.
fn mtime(&self) -> i64;
/// Returns the last modification time of the file, in nanoseconds since [`mtime`].
fn mtime_nsec(&self) -> i64;
/// Returns the last status change time of the file, in seconds since Unix Epoch.
fn ctime(&self) -> i64;
/// Returns the last status change time of the file, in nanoseconds since [`ctime`].
fn ctime_nsec(&self) -> i64;
/// Returns the block size for filesystem I/O.
fn blksize(&self) -> u64;
/// Returns the number of blocks allocated to the file, in 512-byte units.
fn blocks(&self) -> u64;
}
impl MetadataExt for fs::Metadata {
}
/// Unix-specific extensions for [`fs::FileType`].
pub trait FileTypeExt {
/// Returns `true` if this file type is a block device.
fn is_block_device(&self) -> bool;
/// Returns `true` if this file type is a char device.
fn is_char_device(&self) -> bool;
/// Returns `true` if this file type is a fifo.
fn is_fifo(&self) -> bool;
/// Returns `true` if this file type is a socket.
fn is_socket(&self) -> bool;
}
impl FileTypeExt for fs::FileType {
}
/// Unix-specific extension methods for [`fs::DirEntry`].
pub trait DirEntryExt {
/// Returns the underlying `d_ino` field in the contained `dirent`
/// structure.
fn ino(&self) -> u64;
}
impl DirEntryExt for fs::DirEntry {
}
#[unstable]impl Sealed for fs::DirEntry {
}
/// Creates a new symbolic link on the filesystem.
pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()>;
/// Unix-specific extensions to [`fs::DirBuilder`].
pub trait DirBuilderExt {
/// Sets the mode to create new directories with. This option defaults to
/// 0o777.
fn mode(&mut self, mode: u32) -> &mut Self;
}
impl DirBuilderExt for fs::DirBuilder {
}
/// Change the owner and group of the specified path.
pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
/// Change the owner and group of the file referenced by the specified open file descriptor.
pub fn fchown<F: AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
/// Change the owner and group of the specified path, without dereferencing symbolic links.
pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
/// Change the root directory of the current process to the specified path.
pub fn chroot<P: AsRef<Path>>(dir: P) -> io::Result<()>;
}
/// Unix-specific extensions to general I/O primitives.
pub mod io {
pub use crate::os::fd::*;
}
/// Unix-specific networking functionality.
pub mod net {
mod addr {
use crate::os::net::linux_ext;
use crate::path::Path;
use crate::sealed::Sealed;
use crate::{fmt, io};
/// An address associated with a Unix socket.
pub struct SocketAddr { #[unstable]pub(super) addr: (), #[unstable]pub(super) len: () }
impl ::core::clone::Clone for SocketAddr {
}
impl SocketAddr {
pub(super) fn new<F>(f: F) -> io::Result<SocketAddr> where F: FnOnce(*mut libc::sockaddr, *mut libc::socklen_t) -> libc::c_int;
/// Constructs a `SockAddr` with the family `AF_UNIX` and the provided path.
pub fn from_pathname<P>(path: P) -> io::Result<SocketAddr> where P: AsRef<Path>;
/// Returns `true` if the address is unnamed.
pub fn is_unnamed(&self) -> bool;
/// Returns the contents of this address if it is a `pathname` address.
pub fn as_pathname(&self) -> Option<&Path>;
}
impl Sealed for SocketAddr {
}
impl linux_ext::addr::SocketAddrExt for SocketAddr {
}
impl fmt::Debug for SocketAddr {
}
}
mod datagram {
use super::SocketAddr;
use crate::net::Shutdown;
use crate::os::unix::io::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use crate::path::Path;
use crate::sealed::Sealed;
use crate::sys::net::Socket;
use crate::time::Duration;
use crate::{fmt, io};
/// A Unix datagram socket.
pub struct UnixDatagram(#[unstable]Socket);
#[unstable]impl Sealed for UnixDatagram {
}
impl fmt::Debug for UnixDatagram {
}
impl UnixDatagram {
/// Creates a Unix datagram socket bound to the given path.
pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixDatagram>;
/// Creates a Unix datagram socket bound to an address.
pub fn bind_addr(socket_addr: &SocketAddr) -> io::Result<UnixDatagram>;
/// Creates a Unix Datagram socket which is not bound to any address.
pub fn unbound() -> io::Result<UnixDatagram>;
/// Creates an unnamed pair of connected sockets.
pub fn pair() -> io::Result<(UnixDatagram, UnixDatagram)>;
/// Connects the socket to the specified path address.
pub fn connect<P: AsRef<Path>>(&self, path: P) -> io::Result<()>;
/// Connects the socket to an address.
pub fn connect_addr(&self, socket_addr: &SocketAddr) -> io::Result<()>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<UnixDatagram>;
/// Returns the address of this socket.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Returns the address of this socket's peer.
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
/// Receives data from the socket.
pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
/// Receives data from the socket.
pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
/// Sends data on the socket to the specified address.
pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> io::Result<usize>;
/// Sends data on the socket to the specified [SocketAddr].
pub fn send_to_addr(&self, buf: &[u8], socket_addr: &SocketAddr) -> io::Result<usize>;
/// Sends data on the socket to the socket's peer.
pub fn send(&self, buf: &[u8]) -> io::Result<usize>;
/// Sets the read timeout for the socket.
pub fn set_read_timeout(&self, timeout: Option<Duration>) -> io::Result<()>;
/// Sets the write timeout for the socket.
pub fn set_write_timeout(&self, timeout: Option<Duration>) -> io::Result<()>;
/// Returns the read timeout of this socket.
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
/// Returns the write timeout of this socket.
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
/// Moves the socket into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
/// Returns the value of the `SO_ERROR` option.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Shut down the read, write, or both halves of this connection.
pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
}
impl AsRawFd for UnixDatagram {
}
impl FromRawFd for UnixDatagram {
}
impl IntoRawFd for UnixDatagram {
}
impl AsFd for UnixDatagram {
}
impl From<UnixDatagram> for OwnedFd {
}
impl From<OwnedFd> for UnixDatagram {
}
}
mod listener {
use super::{SocketAddr, UnixStream};
use crate::os::unix::io::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use crate::path::Path;
use crate::sys::net::Socket;
use crate::{fmt, io};
/// A structure representing a Unix domain socket server.
pub struct UnixListener(#[unstable]Socket);
impl fmt::Debug for UnixListener {
}
impl UnixListener {
/// Creates a new `UnixListener` bound to the specified socket.
pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixListener>;
/// Creates a new `UnixListener` bound to the specified [`socket address`].
pub fn bind_addr(socket_addr: &SocketAddr) -> io::Result<UnixListener>;
/// Accepts a new incoming connection to this listener.
pub fn accept(&self) -> io::Result<(UnixStream, SocketAddr)>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<UnixListener>;
/// Returns the local socket address of this listener.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Moves the socket into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
/// Returns the value of the `SO_ERROR` option.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Returns an iterator over incoming connections.
pub fn incoming(&self) -> Incoming<'_>;
}
impl AsRawFd for UnixListener {
}
impl FromRawFd for UnixListener {
}
impl IntoRawFd for UnixListener {
}
impl AsFd for UnixListener {
}
impl From<OwnedFd> for UnixListener {
}
impl From<UnixListener> for OwnedFd {
}
impl<'a> IntoIterator for &'a UnixListener {
type Item = io::Result<UnixStream>;
type IntoIter = Incoming<'a>;
}
/// An iterator over incoming connections to a [`UnixListener`].
pub struct Incoming<'a> { #[unstable]listener: &'a UnixListener }
impl<'a> ::core::fmt::Debug for Incoming<'a> {
}
impl<'a> Iterator for Incoming<'a> {
type Item = io::Result<UnixStream>;
}
}
mod stream {
use super::SocketAddr;
use crate::fmt;
use crate::io;
use crate::net::Shutdown;
use crate::os::unix::io::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use crate::path::Path;
use crate::sealed::Sealed;
use crate::sys::net::Socket;
use crate::time::Duration;
/// A Unix stream socket.
pub struct UnixStream(#[unstable]pub(super) Socket);
#[unstable]impl Sealed for UnixStream {
}
impl fmt::Debug for UnixStream {
}
impl UnixStream {
/// Connects to the socket named by `path`.
pub fn connect<P: AsRef<Path>>(path: P) -> io::Result<UnixStream>;
/// Connects to the socket specified by [`address`].
pub fn connect_addr(socket_addr: &SocketAddr) -> io::Result<UnixStream>;
/// Creates an unnamed pair of connected sockets.
pub fn pair() -> io::Result<(UnixStream, UnixStream)>;
/// Creates a new independently owned handle to the underlying socket.
pub fn try_clone(&self) -> io::Result<UnixStream>;
/// Returns the socket address of the local half of this connection.
pub fn local_addr(&self) -> io::Result<SocketAddr>;
/// Returns the socket address of the remote half of this connection.
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
/// Sets the read timeout for the socket.
pub fn set_read_timeout(&self, timeout: Option<Duration>) -> io::Result<()>;
/// Sets the write timeout for the socket.
pub fn set_write_timeout(&self, timeout: Option<Duration>) -> io::Result<()>;
/// Returns the read timeout of this socket.
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
/// Returns the write timeout of this socket.
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
/// Moves the socket into or out of nonblocking mode.
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
/// Returns the value of the `SO_ERROR` option.
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
/// Shuts down the read, write, or both halves of this connection.
pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
}
impl io::Read for UnixStream {
}
impl<'a> io::Read for &'a UnixStream {
}
impl io::Write for UnixStream {
}
impl<'a> io::Write for &'a UnixStream {
}
impl AsRawFd for UnixStream {
}
impl FromRawFd for UnixStream {
}
impl IntoRawFd for UnixStream {
}
impl AsFd for UnixStream {
}
impl From<UnixStream> for OwnedFd {
}
impl From<OwnedFd> for UnixStream {
}
}
pub use self::addr::*;
#[unstable]pub use self::ancillary::*;
pub use self::datagram::*;
pub use self::listener::*;
pub use self::stream::*;
#[unstable]pub use self::ucred::*;
}
/// Unix-specific extensions to primitives in the [`std::process`] module.
pub mod process {
use crate::ffi::OsStr;
use crate::os::unix::io::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use crate::path::Path;
use crate::sealed::Sealed;
use crate::{io, process};
type UserId = u32;
type GroupId = u32;
/// Unix-specific extensions to the [`process::Command`] builder.
pub trait CommandExt: Sealed {
/// Sets the child process's user ID. This translates to a
/// `setuid` call in the child process. Failure in the `setuid`
/// call will cause the spawn to fail.
fn uid(&mut self, id: UserId) -> &mut process::Command;
/// Similar to `uid`, but sets the group ID of the child process. This has
/// the same semantics as the `uid` field.
fn gid(&mut self, id: GroupId) -> &mut process::Command;
/// Sets the supplementary group IDs for the calling process. Translates to
/// a `setgroups` call in the child process.
#[unstable]fn groups(&mut self, groups: &[GroupId]) -> &mut process::Command;
/// Schedules a closure to be run just before the `exec` function is
/// invoked.
unsafe fn pre_exec<F>(&mut self, f: F) -> &mut process::Command where F: FnMut() -> io::Result<()> + Send + Sync + 'static;
/// Schedules a closure to be run just before the `exec` function is
/// invoked.
#[deprecated]unsafe fn before_exec<F>(&mut self, f: F) -> &mut process::Command where F: FnMut() -> io::Result<()> + Send + Sync + 'static {}
/// Performs all the required setup by this `Command`, followed by calling
/// the `execvp` syscall.
fn exec(&mut self) -> io::Error;
/// Set executable argument
fn arg0<S>(&mut self, arg: S) -> &mut process::Command where S: AsRef<OsStr>;
/// Sets the process group ID (PGID) of the child process. Equivalent to a
/// `setpgid` call in the child process, but may be more efficient.
fn process_group(&mut self, pgroup: i32) -> &mut process::Command;
/// Set the root of the child process. This calls `chroot` in the child process before executing
/// the command.
#[unstable]fn chroot<P: AsRef<Path>>(&mut self, dir: P) -> &mut process::Command;
#[unstable]fn setsid(&mut self, setsid: bool) -> &mut process::Command;
}
impl CommandExt for process::Command {
}
/// Unix-specific extensions to [`process::ExitStatus`] and
/// [`ExitStatusError`](process::ExitStatusError).
pub trait ExitStatusExt: Sealed {
/// Creates a new `ExitStatus` or `ExitStatusError` from the raw underlying integer status
/// value from `wait`
fn from_raw(raw: i32) -> Self;
/// If the process was terminated by a signal, returns that signal.
fn signal(&self) -> Option<i32>;
/// If the process was terminated by a signal, says whether it dumped core.
fn core_dumped(&self) -> bool;
/// If the process was stopped by a signal, returns that signal.
fn stopped_signal(&self) -> Option<i32>;
/// Whether the process was continued from a stopped status.
fn continued(&self) -> bool;
/// Returns the underlying raw `wait` status.
fn into_raw(self) -> i32;
}
impl ExitStatusExt for process::ExitStatus {
}
#[unstable]impl ExitStatusExt for process::ExitStatusError {
}
impl FromRawFd for process::Stdio {
}
impl From<OwnedFd> for process::Stdio {
}
impl AsRawFd for process::ChildStdin {
}
impl AsRawFd for process::ChildStdout {
}
impl AsRawFd for process::ChildStderr {
}
impl IntoRawFd for process::ChildStdin {
}
impl IntoRawFd for process::ChildStdout {
}
impl IntoRawFd for process::ChildStderr {
}
impl AsFd for crate::process::ChildStdin {
}
impl From<crate::process::ChildStdin> for OwnedFd {
}
impl From<OwnedFd> for process::ChildStdin {
}
impl AsFd for crate::process::ChildStdout {
}
impl From<crate::process::ChildStdout> for OwnedFd {
}
impl From<OwnedFd> for process::ChildStdout {
}
impl AsFd for crate::process::ChildStderr {
}
impl From<crate::process::ChildStderr> for OwnedFd {
}
impl From<OwnedFd> for process::ChildStderr {
}
/// Returns the OS-assigned process identifier associated with this process's parent.
pub fn parent_id() -> u32;
}
/// Unix-specific primitives available on all unix platforms.
#[deprecated]pub mod raw {
pub type uid_t = u32;
pub type gid_t = u32;
pub type pid_t = i32;
pub use super::platform::raw::pthread_t;
pub use super::platform::raw::{blkcnt_t, time_t};
pub use super::platform::raw::{blksize_t, dev_t, ino_t, mode_t, nlink_t, off_t};
}
/// Unix-specific extensions to primitives in the [`std::thread`] module.
pub mod thread {
use crate::os::unix::raw::pthread_t;
use crate::thread::JoinHandle;
pub type RawPthread = pthread_t;
/// Unix-specific extensions to [`JoinHandle`].
pub trait JoinHandleExt {
/// Extracts the raw pthread_t without taking ownership
fn as_pthread_t(&self) -> RawPthread;
/// Consumes the thread, returning the raw pthread_t
fn into_pthread_t(self) -> RawPthread;
}
impl<T> JoinHandleExt for JoinHandle<T> {
}
}
/// A prelude for conveniently writing platform-specific code.
pub mod prelude {
pub use super::ffi::{OsStrExt, OsStringExt};
pub use super::fs::DirEntryExt;
pub use super::fs::FileExt;
pub use super::fs::{FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
pub use super::io::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
pub use super::process::{CommandExt, ExitStatusExt};
pub use super::thread::JoinHandleExt;
}
}
/// Linux-specific definitions.
pub mod linux {
/// Linux-specific extensions to primitives in the [`std::fs`] module.
pub mod fs {
use crate::fs::Metadata;
use crate::os::linux::raw;
/// OS-specific extensions to [`fs::Metadata`].
pub trait MetadataExt {
/// Gain a reference to the underlying `stat` structure which contains
/// the raw information returned by the OS.
#[deprecated]fn as_raw_stat(&self) -> &raw::stat;
/// Returns the device ID on which this file resides.
fn st_dev(&self) -> u64;
/// Returns the inode number.
fn st_ino(&self) -> u64;
/// Returns the file type and mode.
fn st_mode(&self) -> u32;
/// Returns the number of hard links to file.
fn st_nlink(&self) -> u64;
/// Returns the user ID of the file owner.
fn st_uid(&self) -> u32;
/// Returns the group ID of the file owner.
fn st_gid(&self) -> u32;
/// Returns the device ID that this file represents. Only relevant for special file.
fn st_rdev(&self) -> u64;
/// Returns the size of the file (if it is a regular file or a symbolic link) in bytes.
fn st_size(&self) -> u64;
/// Returns the last access time of the file, in seconds since Unix Epoch.
fn st_atime(&self) -> i64;
/// Returns the last access time of the file, in nanoseconds since [`st_atime`].
fn st_atime_nsec(&self) -> i64;
/// Returns the last modification time of the file, in seconds since Unix Epoch.
fn st_mtime(&self) -> i64;
/// Returns the last modification time of the file, in nanoseconds since [`st_mtime`].
fn st_mtime_nsec(&self) -> i64;
/// Returns the last status change time of the file, in seconds since Unix Epoch.
fn st_ctime(&self) -> i64;
/// Returns the last status change time of the file, in nanoseconds since [`st_ctime`].
fn st_ctime_nsec(&self) -> i64;
/// Returns the "preferred" block size for efficient filesystem I/O.
fn st_blksize(&self) -> u64;
/// Returns the number of blocks allocated to the file, 512-byte units.
fn st_blocks(&self) -> u64;
}
impl MetadataExt for Metadata {
}
}
/// Linux-specific networking functionality.
pub mod net {
pub use crate::os::net::linux_ext::addr::SocketAddrExt;
pub use crate::os::net::linux_ext::tcp::TcpStreamExt;
}
/// Linux-specific extensions to primitives in the [`std::process`] module.
#[unstable]pub mod process {
use crate::io::Result;
use crate::os::unix::io::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
use crate::{process, process::ExitStatus};
use crate::sealed::Sealed;
use crate::sys::linux::pidfd::PidFd as InnerPidFd;
/// This type represents a file descriptor that refers to a process.
#[repr(transparent)]pub struct PidFd { #[unstable]inner: InnerPidFd }
impl ::core::fmt::Debug for PidFd {
}
impl PidFd {
/// Forces the child process to exit.
pub fn kill(&self) -> Result<()>;
/// Waits for the child to exit completely, returning the status that it exited with.
pub fn wait(&self) -> Result<ExitStatus>;
/// Attempts to collect the exit status of the child if it has already exited.
pub fn try_wait(&self) -> Result<Option<ExitStatus>>;
}
impl AsRawFd for PidFd {
}
impl FromRawFd for PidFd {
}
impl IntoRawFd for PidFd {
}
impl AsFd for PidFd {
}
impl From<OwnedFd> for PidFd {
}
impl From<PidFd> for OwnedFd {
}
/// Os-specific extensions for [`Command`]
pub trait CommandExt: Sealed {
/// Sets whether a [`PidFd`](struct@PidFd) should be created for the [`Child`]
/// spawned by this [`Command`].
/// By default, no pidfd will be created.
fn create_pidfd(&mut self, val: bool) -> &mut process::Command;
}
impl CommandExt for process::Command {
}
}
/// Linux-specific raw type definitions.
#[deprecated]pub mod raw {
use crate::os::raw::c_ulong;
pub type dev_t = u64;
pub type mode_t = u32;
pub type pthread_t = c_ulong;
pub use self::arch::{blkcnt_t, blksize_t, ino_t, nlink_t, off_t, stat, time_t};
mod arch {
use crate::os::raw::{c_int, c_long};
pub type blkcnt_t = u64;
pub type blksize_t = u64;
pub type ino_t = u64;
pub type nlink_t = u64;
pub type off_t = u64;
pub type time_t = i64;
#[repr(C)]pub struct stat { pub st_dev: u64, pub st_ino: u64, pub st_nlink: u64, pub st_mode: u32, pub st_uid: u32, pub st_gid: u32, pub __pad0: c_int, pub st_rdev: u64, pub st_size: i64, pub st_blksize: i64, pub st_blocks: i64, pub st_atime: i64, pub st_atime_nsec: c_long, pub st_mtime: i64, pub st_mtime_nsec: c_long, pub st_ctime: i64, pub st_ctime_nsec: c_long, pub __unused: [c_long; 3] }
impl ::core::clone::Clone for stat {
}
}
}
}
/// Owned and borrowed Unix-like file descriptors.
pub mod fd {
/// Raw Unix-like file descriptors.
mod raw {
use crate::fs;
use crate::io;
use crate::os::raw;
/// Raw file descriptors.
pub type RawFd = raw::c_int;
/// A trait to extract the raw file descriptor from an underlying object.
pub trait AsRawFd {
/// Extracts the raw file descriptor.
fn as_raw_fd(&self) -> RawFd;
}
/// A trait to express the ability to construct an object from a raw file
/// descriptor.
pub trait FromRawFd {
/// Constructs a new instance of `Self` from the given raw file
/// descriptor.
unsafe fn from_raw_fd(fd: RawFd) -> Self;
}
/// A trait to express the ability to consume an object and acquire ownership of
/// its raw file descriptor.
pub trait IntoRawFd {
/// Consumes this object, returning the raw underlying file descriptor.
fn into_raw_fd(self) -> RawFd;
}
impl AsRawFd for RawFd {
}
impl IntoRawFd for RawFd {
}
impl FromRawFd for RawFd {
}
impl AsRawFd for fs::File {
}
impl FromRawFd for fs::File {
}
impl IntoRawFd for fs::File {
}
impl AsRawFd for io::Stdin {
}
impl AsRawFd for io::Stdout {
}
impl AsRawFd for io::Stderr {
}
impl<'a> AsRawFd for io::StdinLock<'a> {
}
impl<'a> AsRawFd for io::StdoutLock<'a> {
}
impl<'a> AsRawFd for io::StderrLock<'a> {
}
impl<T: AsRawFd> AsRawFd for crate::sync::Arc<T> {
}
impl<T: AsRawFd> AsRawFd for crate::rc::Rc<T> {
}
impl<T: AsRawFd> AsRawFd for Box<T> {
}
impl AsRawFd for io::PipeReader {
}
impl FromRawFd for io::PipeReader {
}
impl IntoRawFd for io::PipeReader {
}
impl AsRawFd for io::PipeWriter {
}
impl FromRawFd for io::PipeWriter {
}
impl IntoRawFd for io::PipeWriter {
}
}
/// Owned and borrowed Unix-like file descriptors.
mod owned {
use super::raw::{AsRawFd, FromRawFd, IntoRawFd, RawFd};
use crate::fs;
use crate::marker::PhantomData;
use crate::{fmt, io};
type ValidRawFd = core::num::niche_types::NotAllOnes<RawFd>;
/// A borrowed file descriptor.
#[repr(transparent)]pub struct BorrowedFd<'fd> { #[unstable]fd: ValidRawFd, #[unstable]_phantom: PhantomData<&'fd OwnedFd> }
impl<'fd> ::core::marker::Copy for BorrowedFd<'fd> {
}
impl<'fd> ::core::clone::Clone for BorrowedFd<'fd> {
}
/// An owned file descriptor.
#[repr(transparent)]pub struct OwnedFd { #[unstable]fd: ValidRawFd }
impl BorrowedFd<'_> {
/// Returns a `BorrowedFd` holding the given raw file descriptor.
pub const unsafe fn borrow_raw(fd: RawFd) -> Self { Self { fd: ValidRawFd::new(fd).expect("fd != -1"), _phantom: PhantomData, } }
}
impl OwnedFd {
/// Creates a new `OwnedFd` instance that shares the same underlying file
/// description as the existing `OwnedFd` instance.
pub fn try_clone(&self) -> io::Result<Self>;
}
impl BorrowedFd<'_> {
/// Creates a new `OwnedFd` instance that shares the same underlying file
/// description as the existing `BorrowedFd` instance.
pub fn try_clone_to_owned(&self) -> io::Result<OwnedFd>;
}
impl AsRawFd for BorrowedFd<'_> {
}
impl AsRawFd for OwnedFd {
}
impl IntoRawFd for OwnedFd {
}
impl FromRawFd for OwnedFd {
}
impl Drop for OwnedFd {
}
impl fmt::Debug for BorrowedFd<'_> {
}
impl fmt::Debug for OwnedFd {
}
#[unstable]impl crate::sealed::Sealed for BorrowedFd<'_> {
}
impl io::IsTerminal for BorrowedFd<'_> {
}
#[unstable]impl crate::sealed::Sealed for OwnedFd {
}
impl io::IsTerminal for OwnedFd {
}
/// A trait to borrow the file descriptor from an underlying object.
pub trait AsFd {
/// Borrows the file descriptor.
fn as_fd(&self) -> BorrowedFd<'_>;
}
impl<T: AsFd + ?Sized> AsFd for &T {
}
impl<T: AsFd + ?Sized> AsFd for &mut T {
}
impl AsFd for BorrowedFd<'_> {
}
impl AsFd for OwnedFd {
}
impl AsFd for fs::File {
}
impl From<fs::File> for OwnedFd {
}
impl From<OwnedFd> for fs::File {
}
impl AsFd for crate::net::TcpStream {
}
impl From<crate::net::TcpStream> for OwnedFd {
}
impl From<OwnedFd> for crate::net::TcpStream {
}
impl AsFd for crate::net::TcpListener {
}
impl From<crate::net::TcpListener> for OwnedFd {
}
impl From<OwnedFd> for crate::net::TcpListener {
}
impl AsFd for crate::net::UdpSocket {
}
impl From<crate::net::UdpSocket> for OwnedFd {
}
impl From<OwnedFd> for crate::net::UdpSocket {
}
impl<T: AsFd + ?Sized> AsFd for crate::sync::Arc<T> {
}
impl<T: AsFd + ?Sized> AsFd for crate::rc::Rc<T> {
}
impl<T: AsFd + ?Sized> AsFd for Box<T> {
}
impl AsFd for io::Stdin {
}
impl<'a> AsFd for io::StdinLock<'a> {
}
impl AsFd for io::Stdout {
}
impl<'a> AsFd for io::StdoutLock<'a> {
}
impl AsFd for io::Stderr {
}
impl<'a> AsFd for io::StderrLock<'a> {
}
impl AsFd for io::PipeReader {
}
impl From<io::PipeReader> for OwnedFd {
}
impl AsFd for io::PipeWriter {
}
impl From<io::PipeWriter> for OwnedFd {
}
impl From<OwnedFd> for io::PipeReader {
}
impl From<OwnedFd> for io::PipeWriter {
}
}
mod net {
use crate::os::fd::raw::{AsRawFd, FromRawFd, IntoRawFd};
use crate::net;
impl AsRawFd for net::TcpStream {
}
impl AsRawFd for net::TcpListener {
}
impl AsRawFd for net::UdpSocket {
}
impl FromRawFd for net::TcpStream {
}
impl FromRawFd for net::TcpListener {
}
impl FromRawFd for net::UdpSocket {
}
impl IntoRawFd for net::TcpStream {
}
impl IntoRawFd for net::TcpListener {
}
impl IntoRawFd for net::UdpSocket {
}
}
pub use owned::*;
pub use raw::*;
#[unstable]pub use stdio::*;
}
/// OS-specific networking functionality.
mod net {
/// Linux, Android and Cygwin-specific networking functionality.
pub(super) mod linux_ext {
/// Linux and Android-specific extensions to socket addresses.
pub(crate) mod addr {
use crate::os::unix::net::SocketAddr;
use crate::sealed::Sealed;
/// Platform-specific extensions to [`SocketAddr`].
pub trait SocketAddrExt: Sealed {
/// Creates a Unix socket address in the abstract namespace.
fn from_abstract_name<N>(name: N) -> crate::io::Result<SocketAddr> where N: AsRef<[u8]>;
/// Returns the contents of this address if it is in the abstract namespace.
fn as_abstract_name(&self) -> Option<&[u8]>;
}
}
/// Linux and Android-specific tcp extensions to primitives in the [`std::net`] module.
pub(crate) mod tcp {
use crate::sealed::Sealed;
use crate::time::Duration;
use crate::{io, net};
/// Os-specific extensions for [`TcpStream`]
pub trait TcpStreamExt: Sealed {
/// Enable or disable `TCP_QUICKACK`.
fn set_quickack(&self, quickack: bool) -> io::Result<()>;
/// Gets the value of the `TCP_QUICKACK` option on this socket.
fn quickack(&self) -> io::Result<bool>;
/// A socket listener will be awakened solely when data arrives.
#[unstable]fn set_deferaccept(&self, accept: Duration) -> io::Result<()>;
/// Gets the accept delay value of the `TCP_DEFER_ACCEPT` option.
#[unstable]fn deferaccept(&self) -> io::Result<Duration>;
}
impl Sealed for net::TcpStream {
}
impl TcpStreamExt for net::TcpStream {
}
}
}
}
}
/// Panic support in the standard library.
pub mod panic {
use crate::any::Any;
use crate::sync::{Condvar, Mutex, RwLock};
use crate::thread::Result;
use crate::{collections, fmt};
/// A struct providing information about a panic.
#[deprecated]pub type PanicInfo<'a> = PanicHookInfo<'a>;
/// A struct providing information about a panic.
pub struct PanicHookInfo<'a> { #[unstable]payload: &'a (dyn Any + Send), #[unstable]location: &'a Location<'a>, #[unstable]can_unwind: bool, #[unstable]force_no_backtrace: bool }
impl<'a> ::core::fmt::Debug for PanicHookInfo<'a> {
}
impl<'a> PanicHookInfo<'a> {
pub(crate) fn new(location: &'a Location<'a>, payload: &'a (dyn Any + Send), can_unwind: bool, force_no_backtrace: bool) -> Self;
/// Returns the payload associated with the panic.
pub fn payload(&self) -> &(dyn Any + Send);
/// Returns the payload associated with the panic, if it is a string.
pub fn payload_as_str(&self) -> Option<&str>;
/// Returns information about the location from which the panic originated,
/// if available.
pub fn location(&self) -> Option<&Location<'_>>;
#[unstable]#[doc(hidden)]pub fn force_no_backtrace(&self) -> bool;
}
impl fmt::Display for PanicHookInfo<'_> {
}
#[doc(hidden)]#[unstable]pub macro panic_2015 { () => ({ $crate::rt::begin_panic("explicit panic") }), ($msg:expr $(,)?) => ({ $crate::rt::begin_panic($msg); }), ("{}", $arg:expr $(,)?) => ({ $crate::rt::panic_display(&$arg); }), ($fmt:expr, $($arg:tt)+) => ({ $crate::rt::panic_fmt($crate::const_format_args!($fmt, $($arg)+)); }), }
pub use core::panic::Location;
#[doc(hidden)]#[unstable]pub use core::panic::panic_2021;
pub use core::panic::{AssertUnwindSafe, RefUnwindSafe, UnwindSafe};
pub use crate::panicking::{set_hook, take_hook};
/// Panics the current thread with the given message as the panic payload.
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> !;
impl<T: ?Sized> UnwindSafe for Mutex<T> {
}
impl<T: ?Sized> UnwindSafe for RwLock<T> {
}
impl UnwindSafe for Condvar {
}
impl<T: ?Sized> RefUnwindSafe for Mutex<T> {
}
impl<T: ?Sized> RefUnwindSafe for RwLock<T> {
}
impl RefUnwindSafe for Condvar {
}
impl<K, V, S> UnwindSafe for collections::HashMap<K, V, S> where K: UnwindSafe, V: UnwindSafe, S: UnwindSafe {
}
/// Invokes a closure, capturing the cause of an unwinding panic if one occurs.
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> Result<R>;
/// Triggers a panic without invoking the panic hook.
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> !;
}
/// Helper module for exporting the `pattern_type` macro
#[unstable]pub mod pat {
pub use core::pattern_type;
}
/// Cross-platform path manipulation.
pub mod path {
use core::clone::CloneToUninit;
use crate::borrow::{Borrow, Cow};
use crate::collections::TryReserveError;
use crate::error::Error;
use crate::ffi::{OsStr, OsString, os_str};
use crate::hash::Hash;
use crate::iter::FusedIterator;
use crate::{ops, ops::Deref};
use crate::rc::Rc;
use crate::str::FromStr;
use crate::sync::Arc;
use crate::sys::path::MAIN_SEP_STR;
use crate::{cmp, fmt, fs, io, sys};
/// Windows path prefixes, e.g., `C:` or `\\server\share`.
pub enum Prefix<'a> {
/// Verbatim prefix, e.g., `\\?\cat_pics`.
Verbatim( #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr),
/// Verbatim prefix using Windows' _**U**niform **N**aming **C**onvention_,
/// e.g., `\\?\UNC\server\share`.
VerbatimUNC( #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr, #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr),
/// Verbatim disk prefix, e.g., `\\?\C:`.
VerbatimDisk( #[stable(feature = "rust1", since = "1.0.0")] u8),
/// Device namespace prefix, e.g., `\\.\COM42`.
DeviceNS( #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr),
/// Prefix using Windows' _**U**niform **N**aming **C**onvention_, e.g.
/// `\\server\share`.
UNC( #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr, #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr),
/// Prefix `C:` for the given disk drive.
Disk( #[stable(feature = "rust1", since = "1.0.0")] u8)
}
impl<'a> ::core::marker::Copy for Prefix<'a> {
}
impl<'a> ::core::clone::Clone for Prefix<'a> {
}
impl<'a> ::core::fmt::Debug for Prefix<'a> {
}
impl<'a> ::core::hash::Hash for Prefix<'a> {
}
impl<'a> ::core::cmp::PartialOrd for Prefix<'a> {
}
impl<'a> ::core::cmp::Ord for Prefix<'a> {
}
impl<'a> ::core::cmp::PartialEq for Prefix<'a> {
}
impl<'a> ::core::cmp::Eq for Prefix<'a> {
}
impl<'a> Prefix<'a> {
fn len(&self) -> usize;
/// Determines if the prefix is verbatim, i.e., begins with `\\?\`.
pub fn is_verbatim(&self) -> bool;
}
/// Determines whether the character is one of the permitted path
/// separators for the current platform.
pub fn is_separator(c: char) -> bool;
/// The primary separator of path components for the current platform.
pub const MAIN_SEPARATOR: char = crate::sys::path::MAIN_SEP;
/// The primary separator of path components for the current platform.
pub const MAIN_SEPARATOR_STR: &str = crate::sys::path::MAIN_SEP_STR;
/// Component parsing works by a double-ended state machine; the cursors at the
/// front and back of the path each keep track of what parts of the path have
/// been consumed so far.
enum State {
Prefix = 0,
StartDir = 1,
Body = 2,
Done = 3
}
impl ::core::marker::Copy for State {
}
impl ::core::clone::Clone for State {
}
impl ::core::cmp::PartialEq for State {
}
impl ::core::cmp::PartialOrd for State {
}
impl ::core::fmt::Debug for State {
}
/// A structure wrapping a Windows path prefix as well as its unparsed string
/// representation.
pub struct PrefixComponent<'a> { #[unstable]raw: &'a OsStr, #[unstable]parsed: Prefix<'a> }
impl<'a> ::core::marker::Copy for PrefixComponent<'a> {
}
impl<'a> ::core::clone::Clone for PrefixComponent<'a> {
}
impl<'a> ::core::cmp::Eq for PrefixComponent<'a> {
}
impl<'a> ::core::fmt::Debug for PrefixComponent<'a> {
}
impl<'a> PrefixComponent<'a> {
/// Returns the parsed prefix data.
pub fn kind(&self) -> Prefix<'a>;
/// Returns the raw [`OsStr`] slice for this prefix.
pub fn as_os_str(&self) -> &'a OsStr;
}
impl<'a> PartialEq for PrefixComponent<'a> {
}
impl<'a> PartialOrd for PrefixComponent<'a> {
}
impl Ord for PrefixComponent<'_> {
}
impl Hash for PrefixComponent<'_> {
}
/// A single component of a path.
pub enum Component<'a> {
/// A Windows path prefix, e.g., `C:` or `\\server\share`.
Prefix( #[stable(feature = "rust1", since = "1.0.0")] PrefixComponent<'a>),
/// The root directory component, appears after any prefix and before anything else.
RootDir,
/// A reference to the current directory, i.e., `.`.
CurDir,
/// A reference to the parent directory, i.e., `..`.
ParentDir,
/// A normal component, e.g., `a` and `b` in `a/b`.
Normal( #[stable(feature = "rust1", since = "1.0.0")] &'a OsStr)
}
impl<'a> ::core::marker::Copy for Component<'a> {
}
impl<'a> ::core::clone::Clone for Component<'a> {
}
impl<'a> ::core::cmp::PartialEq for Component<'a> {
}
impl<'a> ::core::cmp::Eq for Component<'a> {
}
impl<'a> ::core::cmp::PartialOrd for Component<'a> {
}
impl<'a> ::core::cmp::Ord for Component<'a> {
}
impl<'a> ::core::hash::Hash for Component<'a> {
}
impl<'a> ::core::fmt::Debug for Component<'a> {
}
impl<'a> Component<'a> {
/// Extracts the underlying [`OsStr`] slice.
pub fn as_os_str(self) -> &'a OsStr;
}
impl AsRef<OsStr> for Component<'_> {
}
impl AsRef<Path> for Component<'_> {
}
/// An iterator over the [`Component`]s of a [`Path`].
pub struct Components<'a> { #[unstable]path: &'a [u8], #[unstable]prefix: Option<Prefix<'a>>, #[unstable]has_physical_root: bool, #[unstable]front: State, #[unstable]back: State }
impl<'a> ::core::clone::Clone for Components<'a> {
}
/// An iterator over the [`Component`]s of a [`Path`], as [`OsStr`] slices.
pub struct Iter<'a> { #[unstable]inner: Components<'a> }
impl<'a> ::core::clone::Clone for Iter<'a> {
}
impl fmt::Debug for Components<'_> {
}
impl<'a> Components<'a> {
/// Extracts a slice corresponding to the portion of the path remaining for iteration.
pub fn as_path(&self) -> &'a Path;
}
impl AsRef<Path> for Components<'_> {
}
impl AsRef<OsStr> for Components<'_> {
}
impl fmt::Debug for Iter<'_> {
}
impl<'a> Iter<'a> {
/// Extracts a slice corresponding to the portion of the path remaining for iteration.
pub fn as_path(&self) -> &'a Path;
}
impl AsRef<Path> for Iter<'_> {
}
impl AsRef<OsStr> for Iter<'_> {
}
impl<'a> Iterator for Iter<'a> {
type Item = &'a OsStr;
}
impl<'a> DoubleEndedIterator for Iter<'a> {
}
impl FusedIterator for Iter<'_> {
}
impl<'a> Iterator for Components<'a> {
type Item = Component<'a>;
}
impl<'a> DoubleEndedIterator for Components<'a> {
}
impl FusedIterator for Components<'_> {
}
impl<'a> PartialEq for Components<'a> {
}
impl Eq for Components<'_> {
}
impl<'a> PartialOrd for Components<'a> {
}
impl Ord for Components<'_> {
}
/// An iterator over [`Path`] and its ancestors.
pub struct Ancestors<'a> { #[unstable]next: Option<&'a Path> }
impl<'a> ::core::marker::Copy for Ancestors<'a> {
}
impl<'a> ::core::clone::Clone for Ancestors<'a> {
}
impl<'a> ::core::fmt::Debug for Ancestors<'a> {
}
impl<'a> Iterator for Ancestors<'a> {
type Item = &'a Path;
}
impl FusedIterator for Ancestors<'_> {
}
/// An owned, mutable path (akin to [`String`]).
pub struct PathBuf { #[unstable]inner: OsString }
impl PathBuf {
/// Allocates an empty `PathBuf`.
pub const fn new() -> PathBuf { PathBuf { inner: OsString::new() } }
/// Creates a new `PathBuf` with a given capacity used to create the
/// internal [`OsString`]. See [`with_capacity`] defined on [`OsString`].
pub fn with_capacity(capacity: usize) -> PathBuf;
/// Coerces to a [`Path`] slice.
pub fn as_path(&self) -> &Path;
/// Consumes and leaks the `PathBuf`, returning a mutable reference to the contents,
/// `&'a mut Path`.
pub fn leak<'a>(self) -> &'a mut Path;
/// Extends `self` with `path`.
pub fn push<P: AsRef<Path>>(&mut self, path: P);
/// Truncates `self` to [`self.parent`].
pub fn pop(&mut self) -> bool;
/// Updates [`self.file_name`] to `file_name`.
pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S);
/// Updates [`self.extension`] to `Some(extension)` or to `None` if
/// `extension` is empty.
pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool;
/// Append [`self.extension`] with `extension`.
pub fn add_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool;
/// Yields a mutable reference to the underlying [`OsString`] instance.
pub fn as_mut_os_string(&mut self) -> &mut OsString;
/// Consumes the `PathBuf`, yielding its internal [`OsString`] storage.
pub fn into_os_string(self) -> OsString;
/// Converts this `PathBuf` into a [boxed](Box) [`Path`].
pub fn into_boxed_path(self) -> Box<Path>;
/// Invokes [`capacity`] on the underlying instance of [`OsString`].
pub fn capacity(&self) -> usize;
/// Invokes [`clear`] on the underlying instance of [`OsString`].
pub fn clear(&mut self);
/// Invokes [`reserve`] on the underlying instance of [`OsString`].
pub fn reserve(&mut self, additional: usize);
/// Invokes [`try_reserve`] on the underlying instance of [`OsString`].
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Invokes [`reserve_exact`] on the underlying instance of [`OsString`].
pub fn reserve_exact(&mut self, additional: usize);
/// Invokes [`try_reserve_exact`] on the underlying instance of [`OsString`].
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Invokes [`shrink_to_fit`] on the underlying instance of [`OsString`].
pub fn shrink_to_fit(&mut self);
/// Invokes [`shrink_to`] on the underlying instance of [`OsString`].
pub fn shrink_to(&mut self, min_capacity: usize);
}
impl Clone for PathBuf {
}
impl From<&Path> for Box<Path> {
}
impl From<&mut Path> for Box<Path> {
}
impl From<Cow<'_, Path>> for Box<Path> {
}
impl From<Box<Path>> for PathBuf {
}
impl From<PathBuf> for Box<Path> {
}
impl Clone for Box<Path> {
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
}
impl From<OsString> for PathBuf {
}
impl From<PathBuf> for OsString {
}
impl From<String> for PathBuf {
}
impl FromStr for PathBuf {
type Err = core::convert::Infallible;
}
impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
}
impl<P: AsRef<Path>> Extend<P> for PathBuf {
}
impl fmt::Debug for PathBuf {
}
impl ops::Deref for PathBuf {
type Target = Path;
}
impl ops::DerefMut for PathBuf {
}
impl Borrow<Path> for PathBuf {
}
impl Default for PathBuf {
}
impl<'a> From<&'a Path> for Cow<'a, Path> {
}
impl<'a> From<PathBuf> for Cow<'a, Path> {
}
impl<'a> From<&'a PathBuf> for Cow<'a, Path> {
}
impl<'a> From<Cow<'a, Path>> for PathBuf {
}
impl From<PathBuf> for Arc<Path> {
}
impl From<&Path> for Arc<Path> {
}
impl From<&mut Path> for Arc<Path> {
}
impl From<PathBuf> for Rc<Path> {
}
impl From<&Path> for Rc<Path> {
}
impl From<&mut Path> for Rc<Path> {
}
impl ToOwned for Path {
type Owned = PathBuf;
}
impl PartialEq for PathBuf {
}
impl cmp::PartialEq<str> for PathBuf {
}
impl cmp::PartialEq<PathBuf> for str {
}
impl cmp::PartialEq<String> for PathBuf {
}
impl cmp::PartialEq<PathBuf> for String {
}
impl Hash for PathBuf {
}
impl Eq for PathBuf {
}
impl PartialOrd for PathBuf {
}
impl Ord for PathBuf {
}
impl AsRef<OsStr> for PathBuf {
}
/// A slice of a path (akin to [`str`]).
#[repr(transparent)]pub struct Path { #[unstable]inner: OsStr }
/// An error returned from [`Path::strip_prefix`] if the prefix was not found.
pub struct StripPrefixError(#[unstable]());
impl ::core::fmt::Debug for StripPrefixError {
}
impl ::core::clone::Clone for StripPrefixError {
}
impl ::core::cmp::PartialEq for StripPrefixError {
}
impl ::core::cmp::Eq for StripPrefixError {
}
impl Path {
/// Directly wraps a string slice as a `Path` slice.
pub const fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path { unsafe { &*(s.as_ref() as *const OsStr as *const Path) } }
/// Yields the underlying [`OsStr`] slice.
pub fn as_os_str(&self) -> &OsStr;
/// Yields a mutable reference to the underlying [`OsStr`] slice.
pub fn as_mut_os_str(&mut self) -> &mut OsStr;
/// Yields a [`&str`] slice if the `Path` is valid unicode.
pub fn to_str(&self) -> Option<&str>;
/// Converts a `Path` to a [`Cow<str>`].
pub fn to_string_lossy(&self) -> Cow<'_, str>;
/// Converts a `Path` to an owned [`PathBuf`].
pub fn to_path_buf(&self) -> PathBuf;
/// Returns `true` if the `Path` is absolute, i.e., if it is independent of
/// the current directory.
pub fn is_absolute(&self) -> bool;
/// Returns `true` if the `Path` is relative, i.e., not absolute.
pub fn is_relative(&self) -> bool;
/// Returns `true` if the `Path` has a root.
pub fn has_root(&self) -> bool;
/// Returns the `Path` without its final component, if there is one.
pub fn parent(&self) -> Option<&Path>;
/// Produces an iterator over `Path` and its ancestors.
pub fn ancestors(&self) -> Ancestors<'_>;
/// Returns the final component of the `Path`, if there is one.
pub fn file_name(&self) -> Option<&OsStr>;
/// Returns a path that, when joined onto `base`, yields `self`.
pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError> where P: AsRef<Path>;
/// Determines whether `base` is a prefix of `self`.
pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool;
/// Determines whether `child` is a suffix of `self`.
pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool;
/// Checks whether the `Path` is empty.
#[unstable]pub fn is_empty(&self) -> bool;
/// Extracts the stem (non-extension) portion of [`self.file_name`].
pub fn file_stem(&self) -> Option<&OsStr>;
/// Extracts the prefix of [`self.file_name`].
pub fn file_prefix(&self) -> Option<&OsStr>;
/// Extracts the extension (without the leading dot) of [`self.file_name`], if possible.
pub fn extension(&self) -> Option<&OsStr>;
/// Creates an owned [`PathBuf`] with `path` adjoined to `self`.
pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf;
/// Creates an owned [`PathBuf`] like `self` but with the given file name.
pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf;
/// Creates an owned [`PathBuf`] like `self` but with the given extension.
pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
/// Creates an owned [`PathBuf`] like `self` but with the extension added.
pub fn with_added_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
/// Produces an iterator over the [`Component`]s of the path.
pub fn components(&self) -> Components<'_>;
/// Produces an iterator over the path's components viewed as [`OsStr`]
/// slices.
pub fn iter(&self) -> Iter<'_>;
/// Returns an object that implements [`Display`] for safely printing paths
/// that may contain non-Unicode data. This may perform lossy conversion,
/// depending on the platform.  If you would like an implementation which
/// escapes the path please use [`Debug`] instead.
pub fn display(&self) -> Display<'_>;
/// Queries the file system to get information about a file, directory, etc.
pub fn metadata(&self) -> io::Result<fs::Metadata>;
/// Queries the metadata about a file without following symlinks.
pub fn symlink_metadata(&self) -> io::Result<fs::Metadata>;
/// Returns the canonical, absolute form of the path with all intermediate
/// components normalized and symbolic links resolved.
pub fn canonicalize(&self) -> io::Result<PathBuf>;
/// Reads a symbolic link, returning the file that the link points to.
pub fn read_link(&self) -> io::Result<PathBuf>;
/// Returns an iterator over the entries within a directory.
pub fn read_dir(&self) -> io::Result<fs::ReadDir>;
/// Returns `true` if the path points at an existing entity.
pub fn exists(&self) -> bool;
/// Returns `Ok(true)` if the path points at an existing entity.
pub fn try_exists(&self) -> io::Result<bool>;
/// Returns `true` if the path exists on disk and is pointing at a regular file.
pub fn is_file(&self) -> bool;
/// Returns `true` if the path exists on disk and is pointing at a directory.
pub fn is_dir(&self) -> bool;
/// Returns `true` if the path exists on disk and is pointing at a symbolic link.
pub fn is_symlink(&self) -> bool;
/// Converts a [`Box<Path>`](Box) into a [`PathBuf`] without copying or
/// allocating.
pub fn into_path_buf(self: Box<Self>) -> PathBuf;
}
#[unstable]unsafe impl CloneToUninit for Path {
}
impl AsRef<OsStr> for Path {
}
impl fmt::Debug for Path {
}
/// Helper struct for safely printing paths with [`format!`] and `{}`.
pub struct Display<'a> { #[unstable]inner: os_str::Display<'a> }
impl fmt::Debug for Display<'_> {
}
impl fmt::Display for Display<'_> {
}
impl PartialEq for Path {
}
impl cmp::PartialEq<str> for Path {
}
impl cmp::PartialEq<Path> for str {
}
impl cmp::PartialEq<String> for Path {
}
impl cmp::PartialEq<Path> for String {
}
impl Hash for Path {
}
impl Eq for Path {
}
impl PartialOrd for Path {
}
impl Ord for Path {
}
impl AsRef<Path> for Path {
}
impl AsRef<Path> for OsStr {
}
impl AsRef<Path> for Cow<'_, OsStr> {
}
impl AsRef<Path> for OsString {
}
impl AsRef<Path> for str {
}
impl AsRef<Path> for String {
}
impl AsRef<Path> for PathBuf {
}
impl<'a> IntoIterator for &'a PathBuf {
type Item = &'a OsStr;
type IntoIter = Iter<'a>;
}
impl<'a> IntoIterator for &'a Path {
type Item = &'a OsStr;
type IntoIter = Iter<'a>;
}
impl PartialEq<Path> for PathBuf {
}
impl PartialEq<PathBuf> for Path {
}
impl PartialOrd<Path> for PathBuf {
}
impl PartialOrd<PathBuf> for Path {
}
impl PartialEq<&Path> for PathBuf {
}
impl PartialEq<PathBuf> for &Path {
}
impl PartialOrd<&Path> for PathBuf {
}
impl PartialOrd<PathBuf> for &Path {
}
impl PartialEq<Path> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for Path {
}
impl PartialOrd<Path> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for Path {
}
impl PartialEq<&Path> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for &Path {
}
impl PartialOrd<&Path> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for &Path {
}
impl PartialEq<PathBuf> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for PathBuf {
}
impl PartialOrd<PathBuf> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for PathBuf {
}
impl PartialEq<OsStr> for PathBuf {
}
impl PartialEq<PathBuf> for OsStr {
}
impl PartialOrd<OsStr> for PathBuf {
}
impl PartialOrd<PathBuf> for OsStr {
}
impl PartialEq<&OsStr> for PathBuf {
}
impl PartialEq<PathBuf> for &OsStr {
}
impl PartialOrd<&OsStr> for PathBuf {
}
impl PartialOrd<PathBuf> for &OsStr {
}
impl PartialEq<Cow<'_, OsStr>> for PathBuf {
}
impl PartialEq<PathBuf> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for PathBuf {
}
impl PartialOrd<PathBuf> for Cow<'_, OsStr> {
}
impl PartialEq<OsString> for PathBuf {
}
impl PartialEq<PathBuf> for OsString {
}
impl PartialOrd<OsString> for PathBuf {
}
impl PartialOrd<PathBuf> for OsString {
}
impl PartialEq<OsStr> for Path {
}
impl PartialEq<Path> for OsStr {
}
impl PartialOrd<OsStr> for Path {
}
impl PartialOrd<Path> for OsStr {
}
impl PartialEq<&OsStr> for Path {
}
impl PartialEq<Path> for &OsStr {
}
impl PartialOrd<&OsStr> for Path {
}
impl PartialOrd<Path> for &OsStr {
}
impl PartialEq<Cow<'_, OsStr>> for Path {
}
impl PartialEq<Path> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for Path {
}
impl PartialOrd<Path> for Cow<'_, OsStr> {
}
impl PartialEq<OsString> for Path {
}
impl PartialEq<Path> for OsString {
}
impl PartialOrd<OsString> for Path {
}
impl PartialOrd<Path> for OsString {
}
impl PartialEq<OsStr> for &Path {
}
impl PartialEq<&Path> for OsStr {
}
impl PartialOrd<OsStr> for &Path {
}
impl PartialOrd<&Path> for OsStr {
}
impl PartialEq<Cow<'_, OsStr>> for &Path {
}
impl PartialEq<&Path> for Cow<'_, OsStr> {
}
impl PartialOrd<Cow<'_, OsStr>> for &Path {
}
impl PartialOrd<&Path> for Cow<'_, OsStr> {
}
impl PartialEq<OsString> for &Path {
}
impl PartialEq<&Path> for OsString {
}
impl PartialOrd<OsString> for &Path {
}
impl PartialOrd<&Path> for OsString {
}
impl PartialEq<OsStr> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for OsStr {
}
impl PartialOrd<OsStr> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for OsStr {
}
impl PartialEq<&OsStr> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for &OsStr {
}
impl PartialOrd<&OsStr> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for &OsStr {
}
impl PartialEq<OsString> for Cow<'_, Path> {
}
impl PartialEq<Cow<'_, Path>> for OsString {
}
impl PartialOrd<OsString> for Cow<'_, Path> {
}
impl PartialOrd<Cow<'_, Path>> for OsString {
}
impl fmt::Display for StripPrefixError {
}
impl Error for StripPrefixError {
}
/// Makes the path absolute without accessing the filesystem.
pub fn absolute<P: AsRef<Path>>(path: P) -> io::Result<PathBuf>;
}
/// A module for working with processes.
pub mod process {
use crate::convert::Infallible;
use crate::ffi::OsStr;
use crate::io::prelude::*;
use crate::io;
use crate::num::NonZero;
use crate::path::Path;
use crate::sys::process as imp;
use crate::{fmt, fs};
/// Representation of a running or exited child process.
pub struct Child { #[unstable]pub(crate) handle: imp::Process, pub stdin: Option<ChildStdin>, pub stdout: Option<ChildStdout>, pub stderr: Option<ChildStderr> }
#[unstable]impl crate::sealed::Sealed for Child {
}
impl fmt::Debug for Child {
}
/// The pipes connected to a spawned process.
pub(crate) struct StdioPipes { pub stdin: Option<imp::ChildPipe>, pub stdout: Option<imp::ChildPipe>, pub stderr: Option<imp::ChildPipe> }
/// A handle to a child process's standard input (stdin).
pub struct ChildStdin { #[unstable]inner: imp::ChildPipe }
impl Write for ChildStdin {
}
impl Write for &ChildStdin {
}
impl fmt::Debug for ChildStdin {
}
/// A handle to a child process's standard output (stdout).
pub struct ChildStdout { #[unstable]inner: imp::ChildPipe }
impl Read for ChildStdout {
}
impl fmt::Debug for ChildStdout {
}
/// A handle to a child process's stderr.
pub struct ChildStderr { #[unstable]inner: imp::ChildPipe }
impl Read for ChildStderr {
}
impl fmt::Debug for ChildStderr {
}
/// A process builder, providing fine-grained control
/// over how a new process should be spawned.
pub struct Command { #[unstable]inner: imp::Command }
#[unstable]impl crate::sealed::Sealed for Command {
}
impl Command {
/// Constructs a new `Command` for launching the program at
/// path `program`, with the following default configuration:
pub fn new<S: AsRef<OsStr>>(program: S) -> Command;
/// Adds an argument to pass to the program.
pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
/// Adds multiple arguments to pass to the program.
pub fn args<I, S>(&mut self, args: I) -> &mut Command where I: IntoIterator<Item = S>, S: AsRef<OsStr>;
/// Inserts or updates an explicit environment variable mapping.
pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Command where K: AsRef<OsStr>, V: AsRef<OsStr>;
/// Inserts or updates multiple explicit environment variable mappings.
pub fn envs<I, K, V>(&mut self, vars: I) -> &mut Command where I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr>;
/// Removes an explicitly set environment variable and prevents inheriting it from a parent
/// process.
pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command;
/// Clears all explicitly set environment variables and prevents inheriting any parent process
/// environment variables.
pub fn env_clear(&mut self) -> &mut Command;
/// Sets the working directory for the child process.
pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command;
/// Configuration for the child process's standard input (stdin) handle.
pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
/// Configuration for the child process's standard output (stdout) handle.
pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
/// Configuration for the child process's standard error (stderr) handle.
pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command;
/// Executes the command as a child process, returning a handle to it.
pub fn spawn(&mut self) -> io::Result<Child>;
/// Executes the command as a child process, waiting for it to finish and
/// collecting all of its output.
pub fn output(&mut self) -> io::Result<Output>;
/// Executes a command as a child process, waiting for it to finish and
/// collecting its status.
pub fn status(&mut self) -> io::Result<ExitStatus>;
/// Returns the path to the program that was given to [`Command::new`].
pub fn get_program(&self) -> &OsStr;
/// Returns an iterator of the arguments that will be passed to the program.
pub fn get_args(&self) -> CommandArgs<'_>;
/// Returns an iterator of the environment variables explicitly set for the child process.
pub fn get_envs(&self) -> CommandEnvs<'_>;
/// Returns the working directory for the child process.
pub fn get_current_dir(&self) -> Option<&Path>;
}
impl fmt::Debug for Command {
}
/// An iterator over the command arguments.
pub struct CommandArgs<'a> { #[unstable]inner: imp::CommandArgs<'a> }
impl<'a> ::core::fmt::Debug for CommandArgs<'a> {
}
impl<'a> Iterator for CommandArgs<'a> {
type Item = &'a OsStr;
}
impl<'a> ExactSizeIterator for CommandArgs<'a> {
}
/// An iterator over the command environment variables.
pub struct CommandEnvs<'a> { #[unstable]iter: imp::CommandEnvs<'a> }
impl<'a> Iterator for CommandEnvs<'a> {
type Item = (&'a OsStr, Option<&'a OsStr>);
}
impl<'a> ExactSizeIterator for CommandEnvs<'a> {
}
impl<'a> fmt::Debug for CommandEnvs<'a> {
}
/// The output of a finished process.
pub struct Output { pub status: ExitStatus, pub stdout: Vec<u8>, pub stderr: Vec<u8> }
impl ::core::cmp::PartialEq for Output {
}
impl ::core::cmp::Eq for Output {
}
impl ::core::clone::Clone for Output {
}
impl Output {
}
impl fmt::Debug for Output {
}
/// Describes what to do with a standard I/O stream for a child process when
/// passed to the [`stdin`], [`stdout`], and [`stderr`] methods of [`Command`].
pub struct Stdio(#[unstable]imp::Stdio);
impl Stdio {
/// A new pipe should be arranged to connect the parent and child processes.
pub fn piped() -> Stdio;
/// The child inherits from the corresponding parent descriptor.
pub fn inherit() -> Stdio;
/// This stream will be ignored. This is the equivalent of attaching the
/// stream to `/dev/null`.
pub fn null() -> Stdio;
}
impl fmt::Debug for Stdio {
}
impl From<ChildStdin> for Stdio {
}
impl From<ChildStdout> for Stdio {
}
impl From<ChildStderr> for Stdio {
}
impl From<fs::File> for Stdio {
}
impl From<io::Stdout> for Stdio {
}
impl From<io::Stderr> for Stdio {
}
impl From<io::PipeWriter> for Stdio {
}
impl From<io::PipeReader> for Stdio {
}
/// Describes the result of a process after it has terminated.
pub struct ExitStatus(#[unstable]imp::ExitStatus);
impl ::core::cmp::PartialEq for ExitStatus {
}
impl ::core::cmp::Eq for ExitStatus {
}
impl ::core::clone::Clone for ExitStatus {
}
impl ::core::marker::Copy for ExitStatus {
}
impl ::core::fmt::Debug for ExitStatus {
}
impl Default for ExitStatus {
}
#[unstable]impl crate::sealed::Sealed for ExitStatus {
}
impl ExitStatus {
/// Was termination successful? Signal termination is not considered a
/// success, and success is defined as a zero exit status.
pub fn success(&self) -> bool;
/// Returns the exit code of the process, if any.
pub fn code(&self) -> Option<i32>;
}
impl fmt::Display for ExitStatus {
}
#[unstable]impl crate::sealed::Sealed for ExitStatusError {
}
/// Describes the result of a process after it has failed
#[unstable]pub struct ExitStatusError(#[unstable]imp::ExitStatusError);
#[unstable]impl ::core::cmp::PartialEq for ExitStatusError {
}
#[unstable]impl ::core::cmp::Eq for ExitStatusError {
}
#[unstable]impl ::core::clone::Clone for ExitStatusError {
}
#[unstable]impl ::core::marker::Copy for ExitStatusError {
}
#[unstable]impl ::core::fmt::Debug for ExitStatusError {
}
#[unstable]impl ExitStatusError {
/// Reports the exit code, if applicable, from an `ExitStatusError`.
pub fn code(&self) -> Option<i32>;
/// Reports the exit code, if applicable, from an `ExitStatusError`, as a [`NonZero`].
pub fn code_nonzero(&self) -> Option<NonZero<i32>>;
/// Converts an `ExitStatusError` (back) to an `ExitStatus`.
pub fn into_status(&self) -> ExitStatus;
}
#[unstable]impl From<ExitStatusError> for ExitStatus {
}
#[unstable]impl fmt::Display for ExitStatusError {
}
#[unstable]impl crate::error::Error for ExitStatusError {
}
/// This type represents the status code the current process can return
/// to its parent under normal termination.
pub struct ExitCode(#[unstable]imp::ExitCode);
impl ::core::clone::Clone for ExitCode {
}
impl ::core::marker::Copy for ExitCode {
}
impl ::core::fmt::Debug for ExitCode {
}
impl ::core::cmp::PartialEq for ExitCode {
}
#[unstable]impl crate::sealed::Sealed for ExitCode {
}
impl ExitCode {
/// The canonical `ExitCode` for successful termination on this platform.
pub const SUCCESS: ExitCode = ExitCode(imp::ExitCode::SUCCESS);
/// The canonical `ExitCode` for unsuccessful termination on this platform.
pub const FAILURE: ExitCode = ExitCode(imp::ExitCode::FAILURE);
}
impl ExitCode {
}
impl Default for ExitCode {
}
impl From<u8> for ExitCode {
}
impl Child {
/// Forces the child process to exit. If the child has already exited, `Ok(())`
/// is returned.
pub fn kill(&mut self) -> io::Result<()>;
/// Returns the OS-assigned process identifier associated with this child.
pub fn id(&self) -> u32;
/// Waits for the child to exit completely, returning the status that it
/// exited with. This function will continue to have the same return value
/// after it has been called at least once.
pub fn wait(&mut self) -> io::Result<ExitStatus>;
/// Attempts to collect the exit status of the child if it has already
/// exited.
pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>>;
/// Simultaneously waits for the child to exit and collect all remaining
/// output on the stdout/stderr handles, returning an `Output`
/// instance.
pub fn wait_with_output(mut self) -> io::Result<Output>;
}
/// Terminates the current process with the specified exit code.
pub fn exit(code: i32) -> !;
/// Terminates the process in an abnormal fashion.
pub fn abort() -> !;
/// Returns the OS-assigned process identifier associated with this process.
pub fn id() -> u32;
/// A trait for implementing arbitrary return types in the `main` function.
#[lang = "termination"]pub trait Termination {
/// Is called to get the representation of the value as status code.
/// This status code is returned to the operating system.
fn report(self) -> ExitCode;
}
impl Termination for () {
}
impl Termination for ! {
}
impl Termination for Infallible {
}
impl Termination for ExitCode {
}
impl<T: Termination, E: fmt::Debug> Termination for Result<T, E> {
}
}
/// Random value generation.
#[unstable]pub mod random {
#[unstable]pub use core::random::*;
}
/// Useful synchronization primitives.
pub mod sync {
pub use core::sync::atomic;
pub use alloc_crate::sync::{Arc, Weak};
/// Multi-producer, multi-consumer FIFO queue communication primitives.
#[unstable]pub mod mpmc {
/// Bounded channel based on a preallocated array.
mod array {
use super::error::*;
use super::select::Token;
use super::utils::CachePadded;
use super::waker::SyncWaker;
use crate::cell::UnsafeCell;
use crate::mem::MaybeUninit;
use crate::sync::atomic::Atomic;
/// A slot in a channel.
struct Slot<T> { #[unstable]stamp: Atomic<usize>, #[unstable]msg: UnsafeCell<MaybeUninit<T>> }
/// The token type for the array flavor.
pub(crate) struct ArrayToken { #[unstable]slot: *const u8, #[unstable]stamp: usize }
impl ::core::fmt::Debug for ArrayToken {
}
impl Default for ArrayToken {
}
/// Bounded channel based on a preallocated array.
pub(crate) struct Channel<T> { #[unstable]head: CachePadded<Atomic<usize>>, #[unstable]tail: CachePadded<Atomic<usize>>, #[unstable]buffer: Box<[Slot<T>]>, #[unstable]cap: usize, #[unstable]one_lap: usize, #[unstable]mark_bit: usize, #[unstable]senders: SyncWaker, #[unstable]receivers: SyncWaker }
impl<T> Channel<T> {
/// Writes a message into the channel.
pub(crate) unsafe fn write(&self, token: &mut Token, msg: T) -> Result<(), T>;
/// Reads a message from the channel.
pub(crate) unsafe fn read(&self, token: &mut Token) -> Result<T, ()>;
/// Returns the current number of messages inside the channel.
pub(crate) fn len(&self) -> usize;
/// Returns the capacity of the channel.
pub(crate) fn capacity(&self) -> Option<usize>;
/// Returns `true` if the channel is empty.
pub(crate) fn is_empty(&self) -> bool;
}
}
/// Thread-local channel context.
mod context {
use super::select::Selected;
use crate::sync::Arc;
use crate::sync::atomic::Atomic;
use crate::{thread, thread::Thread};
use crate::time::Instant;
/// Thread-local context.
pub struct Context { #[unstable]inner: Arc<Inner> }
impl ::core::fmt::Debug for Context {
}
impl ::core::clone::Clone for Context {
}
/// Inner representation of `Context`.
struct Inner { #[unstable]select: Atomic<usize>, #[unstable]packet: Atomic<*mut ()>, #[unstable]thread: Thread, #[unstable]thread_id: usize }
impl ::core::fmt::Debug for Inner {
}
impl Context {
/// Creates a new context for the duration of the closure.
pub fn with<F, R>(f: F) -> R where F: FnOnce(&Context) -> R;
/// Creates a new `Context`.
fn new() -> Context;
/// Resets `select` and `packet`.
fn reset(&self);
/// Attempts to select an operation.
pub fn try_select(&self, select: Selected) -> Result<(), Selected>;
/// Stores a packet.
pub fn store_packet(&self, packet: *mut ());
/// Waits until an operation is selected and returns it.
pub unsafe fn wait_until(&self, deadline: Option<Instant>) -> Selected;
/// Unparks the thread this context belongs to.
pub fn unpark(&self);
/// Returns the id of the thread this context belongs to.
pub fn thread_id(&self) -> usize;
}
}
mod counter {
use crate::sync::atomic::Atomic;
use crate::ops;
/// Reference counter internals.
struct Counter<C> { #[unstable]senders: Atomic<usize>, #[unstable]receivers: Atomic<usize>, #[unstable]destroy: Atomic<bool>, #[unstable]chan: C }
/// Wraps a channel into the reference counter.
pub(crate) fn new<C>(chan: C) -> (Sender<C>, Receiver<C>);
/// The sending side.
pub(crate) struct Sender<C> { #[unstable]counter: *mut Counter<C> }
impl<C> Sender<C> {
}
impl<C> ops::Deref for Sender<C> {
type Target = C;
}
impl<C> PartialEq for Sender<C> {
}
/// The receiving side.
pub(crate) struct Receiver<C> { #[unstable]counter: *mut Counter<C> }
impl<C> Receiver<C> {
}
impl<C> ops::Deref for Receiver<C> {
type Target = C;
}
impl<C> PartialEq for Receiver<C> {
}
}
mod error {
pub use crate::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
}
/// Unbounded channel implemented as a linked list.
mod list {
use super::error::*;
use super::select::Token;
use super::utils::CachePadded;
use super::waker::SyncWaker;
use crate::cell::UnsafeCell;
use crate::marker::PhantomData;
use crate::mem::MaybeUninit;
use crate::sync::atomic::Atomic;
/// A slot in a block.
struct Slot<T> { #[unstable]msg: UnsafeCell<MaybeUninit<T>>, #[unstable]state: Atomic<usize> }
impl<T> Slot<T> {
}
/// A block in a linked list.
struct Block<T> { #[unstable]next: Atomic<*mut Block<T>>, #[unstable]slots: (T, ) }
impl<T> Block<T> {
/// Creates an empty block.
fn new() -> Box<Block<T>>;
}
/// A position in a channel.
struct Position<T> { #[unstable]index: Atomic<usize>, #[unstable]block: Atomic<*mut Block<T>> }
impl<T: ::core::fmt::Debug> ::core::fmt::Debug for Position<T> {
}
/// The token type for the list flavor.
pub(crate) struct ListToken { #[unstable]block: *const u8, #[unstable]offset: usize }
impl ::core::fmt::Debug for ListToken {
}
impl Default for ListToken {
}
/// Unbounded channel implemented as a linked list.
pub(crate) struct Channel<T> { #[unstable]head: CachePadded<Position<T>>, #[unstable]tail: CachePadded<Position<T>>, #[unstable]receivers: SyncWaker, #[unstable]_marker: PhantomData<T> }
impl<T> Channel<T> {
/// Creates a new unbounded channel.
pub(crate) fn new() -> Self;
/// Writes a message into the channel.
pub(crate) unsafe fn write(&self, token: &mut Token, msg: T) -> Result<(), T>;
/// Reads a message from the channel.
pub(crate) unsafe fn read(&self, token: &mut Token) -> Result<T, ()>;
/// Returns the current number of messages inside the channel.
pub(crate) fn len(&self) -> usize;
/// Returns the capacity of the channel.
pub(crate) fn capacity(&self) -> Option<usize>;
/// Returns `true` if the channel is empty.
pub(crate) fn is_empty(&self) -> bool;
}
impl<T> Drop for Channel<T> {
}
}
mod select {
/// Temporary data that gets initialized during a blocking operation, and is consumed by
/// `read` or `write`.
pub struct Token { #[unstable]pub(crate) array: super::array::ArrayToken, #[unstable]pub(crate) list: super::list::ListToken, #[unstable]pub(crate) zero: super::zero::ZeroToken }
impl ::core::fmt::Debug for Token {
}
impl ::core::default::Default for Token {
}
/// Identifier associated with an operation by a specific thread on a specific channel.
pub struct Operation(#[unstable]usize);
impl ::core::fmt::Debug for Operation {
}
impl ::core::clone::Clone for Operation {
}
impl ::core::marker::Copy for Operation {
}
impl ::core::cmp::PartialEq for Operation {
}
impl ::core::cmp::Eq for Operation {
}
impl Operation {
/// Creates an operation identifier from a mutable reference.
pub fn hook<T>(r: &mut T) -> Operation;
}
/// Current state of a blocking operation.
pub enum Selected {
/// Still waiting for an operation.
Waiting,
/// The attempt to block the current thread has been aborted.
Aborted,
/// An operation became ready because a channel is disconnected.
Disconnected,
/// An operation became ready because a message can be sent or received.
Operation(Operation)
}
impl ::core::fmt::Debug for Selected {
}
impl ::core::clone::Clone for Selected {
}
impl ::core::marker::Copy for Selected {
}
impl ::core::cmp::PartialEq for Selected {
}
impl ::core::cmp::Eq for Selected {
}
impl From<usize> for Selected {
}
impl Into<usize> for Selected {
}
}
mod utils {
use crate::ops::{Deref, DerefMut};
/// Pads and aligns a value to the length of a cache line.
#[repr(align(128))]pub struct CachePadded<T> { #[unstable]value: T }
impl<T: ::core::clone::Clone> ::core::clone::Clone for CachePadded<T> {
}
impl<T: ::core::marker::Copy> ::core::marker::Copy for CachePadded<T> {
}
impl<T: ::core::default::Default> ::core::default::Default for CachePadded<T> {
}
impl<T: ::core::hash::Hash> ::core::hash::Hash for CachePadded<T> {
}
impl<T: ::core::cmp::PartialEq> ::core::cmp::PartialEq for CachePadded<T> {
}
impl<T: ::core::cmp::Eq> ::core::cmp::Eq for CachePadded<T> {
}
impl<T> CachePadded<T> {
/// Pads and aligns a value to the length of a cache line.
pub fn new(value: T) -> CachePadded<T>;
}
impl<T> Deref for CachePadded<T> {
type Target = T;
}
impl<T> DerefMut for CachePadded<T> {
}
}
/// Waking mechanism for threads blocked on channel operations.
mod waker {
use super::context::Context;
use super::select::Operation;
use crate::sync::Mutex;
use crate::sync::atomic::Atomic;
/// Represents a thread blocked on a specific channel operation.
pub(crate) struct Entry { #[unstable]pub(crate) oper: Operation, #[unstable]pub(crate) packet: *mut (), #[unstable]pub(crate) cx: Context }
/// A queue of threads blocked on channel operations.
pub(crate) struct Waker { #[unstable]selectors: Vec<Entry>, #[unstable]observers: Vec<Entry> }
impl Waker {
/// Creates a new `Waker`.
pub(crate) fn new() -> Self;
}
impl Drop for Waker {
}
/// A waker that can be shared among threads without locking.
pub(crate) struct SyncWaker { #[unstable]inner: Mutex<Waker>, #[unstable]is_empty: Atomic<bool> }
impl SyncWaker {
/// Creates a new `SyncWaker`.
pub(crate) fn new() -> Self;
}
impl Drop for SyncWaker {
}
}
/// Zero-capacity channel.
mod zero {
use super::error::*;
use super::select::Token;
use super::waker::Waker;
use crate::cell::UnsafeCell;
use crate::marker::PhantomData;
use crate::sync::Mutex;
use crate::sync::atomic::Atomic;
use crate::fmt;
/// A pointer to a packet.
pub(crate) struct ZeroToken(#[unstable]*mut ());
impl Default for ZeroToken {
}
impl fmt::Debug for ZeroToken {
}
/// A slot for passing one message from a sender to a receiver.
struct Packet<T> { #[unstable]on_stack: bool, #[unstable]ready: Atomic<bool>, #[unstable]msg: UnsafeCell<Option<T>> }
impl<T> Packet<T> {
}
/// Inner representation of a zero-capacity channel.
struct Inner { #[unstable]senders: Waker, #[unstable]receivers: Waker, #[unstable]is_disconnected: bool }
/// Zero-capacity channel.
pub(crate) struct Channel<T> { #[unstable]inner: Mutex<Inner>, #[unstable]_marker: PhantomData<T> }
impl<T> Channel<T> {
/// Constructs a new zero-capacity channel.
pub(crate) fn new() -> Self;
/// Writes a message into the packet.
pub(crate) unsafe fn write(&self, token: &mut Token, msg: T) -> Result<(), T>;
/// Reads a message from the packet.
pub(crate) unsafe fn read(&self, token: &mut Token) -> Result<T, ()>;
/// Returns the current number of messages inside the channel.
pub(crate) fn len(&self) -> usize;
/// Returns the capacity of the channel.
pub(crate) fn capacity(&self) -> Option<usize>;
/// Returns `true` if the channel is empty.
pub(crate) fn is_empty(&self) -> bool;
}
}
pub use error::*;
use crate::fmt;
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::time::Instant;
/// The sending-half of Rust's synchronous [`channel`] type.
#[unstable]pub struct Sender<T> { #[unstable]flavor: SenderFlavor<T> }
/// Sender flavors.
enum SenderFlavor<T> {
/// Bounded channel based on a preallocated array.
Array(counter::Sender<array::Channel<T>>),
/// Unbounded channel implemented as a linked list.
List(counter::Sender<list::Channel<T>>),
/// Zero-capacity channel.
Zero(counter::Sender<zero::Channel<T>>)
}
#[unstable]unsafe impl<T: Send> Send for Sender<T> {
}
#[unstable]unsafe impl<T: Send> Sync for Sender<T> {
}
#[unstable]impl<T> UnwindSafe for Sender<T> {
}
#[unstable]impl<T> RefUnwindSafe for Sender<T> {
}
impl<T> Sender<T> {
}
impl<T> Sender<T> {
/// Returns `true` if the channel is empty.
#[unstable]pub fn is_empty(&self) -> bool;
/// Returns the number of messages in the channel.
#[unstable]pub fn len(&self) -> usize;
/// If the channel is bounded, returns its capacity.
#[unstable]pub fn capacity(&self) -> Option<usize>;
}
#[unstable]impl<T> Drop for Sender<T> {
}
#[unstable]impl<T> Clone for Sender<T> {
}
#[unstable]impl<T> fmt::Debug for Sender<T> {
}
/// The receiving half of Rust's [`channel`] (or [`sync_channel`]) type.
/// Different threads can share this [`Receiver`] by cloning it.
#[unstable]pub struct Receiver<T> { #[unstable]flavor: ReceiverFlavor<T> }
/// An iterator over messages on a [`Receiver`], created by [`iter`].
#[unstable]pub struct Iter<'a, T: 'a> { #[unstable]rx: &'a Receiver<T> }
#[unstable]impl<'a, T: ::core::fmt::Debug + 'a> ::core::fmt::Debug for Iter<'a, T> {
}
/// An iterator that attempts to yield all pending values for a [`Receiver`],
/// created by [`try_iter`].
#[unstable]pub struct TryIter<'a, T: 'a> { #[unstable]rx: &'a Receiver<T> }
#[unstable]impl<'a, T: ::core::fmt::Debug + 'a> ::core::fmt::Debug for TryIter<'a, T> {
}
/// An owning iterator over messages on a [`Receiver`],
/// created by [`into_iter`].
#[unstable]pub struct IntoIter<T> { #[unstable]rx: Receiver<T> }
#[unstable]impl<T: ::core::fmt::Debug> ::core::fmt::Debug for IntoIter<T> {
}
#[unstable]impl<'a, T> Iterator for Iter<'a, T> {
type Item = T;
}
#[unstable]impl<'a, T> Iterator for TryIter<'a, T> {
type Item = T;
}
#[unstable]impl<'a, T> IntoIterator for &'a Receiver<T> {
type Item = T;
type IntoIter = Iter<'a, T>;
}
#[unstable]impl<T> Iterator for IntoIter<T> {
type Item = T;
}
#[unstable]impl<T> IntoIterator for Receiver<T> {
type Item = T;
type IntoIter = IntoIter<T>;
}
/// Receiver flavors.
enum ReceiverFlavor<T> {
/// Bounded channel based on a preallocated array.
Array(counter::Receiver<array::Channel<T>>),
/// Unbounded channel implemented as a linked list.
List(counter::Receiver<list::Channel<T>>),
/// Zero-capacity channel.
Zero(counter::Receiver<zero::Channel<T>>)
}
#[unstable]unsafe impl<T: Send> Send for Receiver<T> {
}
#[unstable]unsafe impl<T: Send> Sync for Receiver<T> {
}
#[unstable]impl<T> UnwindSafe for Receiver<T> {
}
#[unstable]impl<T> RefUnwindSafe for Receiver<T> {
}
impl<T> Receiver<T> {
}
impl<T> Receiver<T> {
/// Returns `true` if the channel is empty.
#[unstable]pub fn is_empty(&self) -> bool;
/// Returns the number of messages in the channel.
#[unstable]pub fn len(&self) -> usize;
/// If the channel is bounded, returns its capacity.
#[unstable]pub fn capacity(&self) -> Option<usize>;
/// Returns an iterator that will block waiting for messages, but never
/// [`panic!`]. It will return [`None`] when the channel has hung up.
#[unstable]pub fn iter(&self) -> Iter<'_, T>;
}
#[unstable]impl<T> Drop for Receiver<T> {
}
#[unstable]impl<T> Clone for Receiver<T> {
}
#[unstable]impl<T> fmt::Debug for Receiver<T> {
}
}
/// Multi-producer, single-consumer FIFO queue communication primitives.
pub mod mpsc {
use crate::sync::mpmc;
use crate::time::Duration;
use crate::{error, fmt};
/// The receiving half of Rust's [`channel`] (or [`sync_channel`]) type.
/// This half can only be owned by one thread.
pub struct Receiver<T> { #[unstable]inner: mpmc::Receiver<T> }
unsafe impl<T: Send> Send for Receiver<T> {
}
impl<T> !Sync for Receiver<T> {
}
/// An iterator over messages on a [`Receiver`], created by [`iter`].
pub struct Iter<'a, T: 'a> { #[unstable]rx: &'a Receiver<T> }
impl<'a, T: ::core::fmt::Debug + 'a> ::core::fmt::Debug for Iter<'a, T> {
}
/// An iterator that attempts to yield all pending values for a [`Receiver`],
/// created by [`try_iter`].
pub struct TryIter<'a, T: 'a> { #[unstable]rx: &'a Receiver<T> }
impl<'a, T: ::core::fmt::Debug + 'a> ::core::fmt::Debug for TryIter<'a, T> {
}
/// An owning iterator over messages on a [`Receiver`],
/// created by [`into_iter`].
pub struct IntoIter<T> { #[unstable]rx: Receiver<T> }
impl<T: ::core::fmt::Debug> ::core::fmt::Debug for IntoIter<T> {
}
/// The sending-half of Rust's asynchronous [`channel`] type.
pub struct Sender<T> { #[unstable]inner: mpmc::Sender<T> }
unsafe impl<T: Send> Send for Sender<T> {
}
unsafe impl<T: Send> Sync for Sender<T> {
}
/// The sending-half of Rust's synchronous [`sync_channel`] type.
pub struct SyncSender<T> { #[unstable]inner: mpmc::Sender<T> }
unsafe impl<T: Send> Send for SyncSender<T> {
}
/// An error returned from the [`Sender::send`] or [`SyncSender::send`]
/// function on **channel**s.
pub struct SendError<T>(pub T);
impl<T: ::core::cmp::PartialEq> ::core::cmp::PartialEq for SendError<T> {
}
impl<T: ::core::cmp::Eq> ::core::cmp::Eq for SendError<T> {
}
impl<T: ::core::clone::Clone> ::core::clone::Clone for SendError<T> {
}
impl<T: ::core::marker::Copy> ::core::marker::Copy for SendError<T> {
}
/// An error returned from the [`recv`] function on a [`Receiver`].
pub struct RecvError;
impl ::core::cmp::PartialEq for RecvError {
}
impl ::core::cmp::Eq for RecvError {
}
impl ::core::clone::Clone for RecvError {
}
impl ::core::marker::Copy for RecvError {
}
impl ::core::fmt::Debug for RecvError {
}
/// This enumeration is the list of the possible reasons that [`try_recv`] could
/// not return data when called. This can occur with both a [`channel`] and
/// a [`sync_channel`].
pub enum TryRecvError {
/// This **channel** is currently empty, but the **Sender**(s) have not yet
/// disconnected, so data may yet become available.
Empty,
/// The **channel**'s sending half has become disconnected, and there will
/// never be any more data received on it.
Disconnected
}
impl ::core::cmp::PartialEq for TryRecvError {
}
impl ::core::cmp::Eq for TryRecvError {
}
impl ::core::clone::Clone for TryRecvError {
}
impl ::core::marker::Copy for TryRecvError {
}
impl ::core::fmt::Debug for TryRecvError {
}
/// This enumeration is the list of possible errors that made [`recv_timeout`]
/// unable to return data when called. This can occur with both a [`channel`] and
/// a [`sync_channel`].
pub enum RecvTimeoutError {
/// This **channel** is currently empty, but the **Sender**(s) have not yet
/// disconnected, so data may yet become available.
Timeout,
/// The **channel**'s sending half has become disconnected, and there will
/// never be any more data received on it.
Disconnected
}
impl ::core::cmp::PartialEq for RecvTimeoutError {
}
impl ::core::cmp::Eq for RecvTimeoutError {
}
impl ::core::clone::Clone for RecvTimeoutError {
}
impl ::core::marker::Copy for RecvTimeoutError {
}
impl ::core::fmt::Debug for RecvTimeoutError {
}
/// This enumeration is the list of the possible error outcomes for the
/// [`try_send`] method.
pub enum TrySendError<T> {
/// The data could not be sent on the [`sync_channel`] because it would require that
/// the callee block to send the data.
Full( #[stable(feature = "rust1", since = "1.0.0")] T),
/// This [`sync_channel`]'s receiving half has disconnected, so the data could not be
/// sent. The data is returned back to the callee in this case.
Disconnected( #[stable(feature = "rust1", since = "1.0.0")] T)
}
impl<T: ::core::cmp::PartialEq> ::core::cmp::PartialEq for TrySendError<T> {
}
impl<T: ::core::cmp::Eq> ::core::cmp::Eq for TrySendError<T> {
}
impl<T: ::core::clone::Clone> ::core::clone::Clone for TrySendError<T> {
}
impl<T: ::core::marker::Copy> ::core::marker::Copy for TrySendError<T> {
}
/// Creates a new asynchronous channel, returning the sender/receiver halves.
pub fn channel<T>() -> (Sender<T>, Receiver<T>);
/// Creates a new synchronous, bounded channel.
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>);
impl<T> Sender<T> {
/// Attempts to send a value on this channel, returning it back if it could
/// not be sent.
pub fn send(&self, t: T) -> Result<(), SendError<T>>;
}
impl<T> Clone for Sender<T> {
}
impl<T> fmt::Debug for Sender<T> {
}
impl<T> SyncSender<T> {
/// Sends a value on this synchronous channel.
pub fn send(&self, t: T) -> Result<(), SendError<T>>;
/// Attempts to send a value on this channel without blocking.
pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>>;
}
impl<T> Clone for SyncSender<T> {
}
impl<T> fmt::Debug for SyncSender<T> {
}
impl<T> Receiver<T> {
/// Attempts to return a pending value on this receiver without blocking.
pub fn try_recv(&self) -> Result<T, TryRecvError>;
/// Attempts to wait for a value on this receiver, returning an error if the
/// corresponding channel has hung up.
pub fn recv(&self) -> Result<T, RecvError>;
/// Attempts to wait for a value on this receiver, returning an error if the
/// corresponding channel has hung up, or if it waits more than `timeout`.
pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError>;
/// Returns an iterator that will block waiting for messages, but never
/// [`panic!`]. It will return [`None`] when the channel has hung up.
pub fn iter(&self) -> Iter<'_, T>;
/// Returns an iterator that will attempt to yield all pending values.
/// It will return `None` if there are no more pending values or if the
/// channel has hung up. The iterator will never [`panic!`] or block the
/// user by waiting for values.
pub fn try_iter(&self) -> TryIter<'_, T>;
}
impl<'a, T> Iterator for Iter<'a, T> {
type Item = T;
}
impl<'a, T> Iterator for TryIter<'a, T> {
type Item = T;
}
impl<'a, T> IntoIterator for &'a Receiver<T> {
type Item = T;
type IntoIter = Iter<'a, T>;
}
impl<T> Iterator for IntoIter<T> {
type Item = T;
}
impl<T> IntoIterator for Receiver<T> {
type Item = T;
type IntoIter = IntoIter<T>;
}
impl<T> fmt::Debug for Receiver<T> {
}
impl<T> fmt::Debug for SendError<T> {
}
impl<T> fmt::Display for SendError<T> {
}
impl<T> error::Error for SendError<T> {
}
impl<T> fmt::Debug for TrySendError<T> {
}
impl<T> fmt::Display for TrySendError<T> {
}
impl<T> error::Error for TrySendError<T> {
}
impl<T> From<SendError<T>> for TrySendError<T> {
}
impl fmt::Display for RecvError {
}
impl error::Error for RecvError {
}
impl fmt::Display for TryRecvError {
}
impl error::Error for TryRecvError {
}
impl From<RecvError> for TryRecvError {
}
impl fmt::Display for RecvTimeoutError {
}
impl error::Error for RecvTimeoutError {
}
impl From<RecvError> for RecvTimeoutError {
}
}
/// A single-producer, single-consumer (oneshot) channel.
#[unstable]pub mod oneshot {
use crate::sync::mpmc;
use crate::sync::mpsc::RecvError;
use crate::{error, fmt};
/// The sending half of a oneshot channel.
#[unstable]pub struct Sender<T> { #[unstable]inner: mpmc::Sender<T> }
#[unstable]unsafe impl<T> Sync for Sender<T> {
}
impl<T> Sender<T> {
}
#[unstable]impl<T> fmt::Debug for Sender<T> {
}
/// The receiving half of a oneshot channel.
#[unstable]pub struct Receiver<T> { #[unstable]inner: mpmc::Receiver<T> }
#[unstable]unsafe impl<T> Sync for Receiver<T> {
}
impl<T> Receiver<T> {
}
#[unstable]impl<T> fmt::Debug for Receiver<T> {
}
/// An error returned from the [`try_recv`](Receiver::try_recv) method.
#[unstable]pub enum TryRecvError<T> {
/// The [`Sender`] has not sent a message yet, but it might in the future (as it has not yet
/// disconnected). This variant contains the [`Receiver`] that [`try_recv`](Receiver::try_recv)
/// took ownership over.
Empty(Receiver<T>),
/// The corresponding [`Sender`] half of this channel has become disconnected, and there will
/// never be any more data sent over the channel.
Disconnected
}
/// An error returned from the [`recv_timeout`](Receiver::recv_timeout) or
/// [`recv_deadline`](Receiver::recv_deadline) methods.
#[unstable]pub enum RecvTimeoutError<T> {
/// The [`Sender`] has not sent a message yet, but it might in the future (as it has not yet
/// disconnected). This variant contains the [`Receiver`] that either
/// [`recv_timeout`](Receiver::recv_timeout) or [`recv_deadline`](Receiver::recv_deadline) took
/// ownership over.
Timeout(Receiver<T>),
/// The corresponding [`Sender`] half of this channel has become disconnected, and there will
/// never be any more data sent over the channel.
Disconnected
}
#[unstable]impl<T> fmt::Debug for TryRecvError<T> {
}
#[unstable]impl<T> fmt::Display for TryRecvError<T> {
}
#[unstable]impl<T> error::Error for TryRecvError<T> {
}
#[unstable]impl<T> From<RecvError> for TryRecvError<T> {
}
#[unstable]impl<T> fmt::Debug for RecvTimeoutError<T> {
}
#[unstable]impl<T> fmt::Display for RecvTimeoutError<T> {
}
#[unstable]impl<T> error::Error for RecvTimeoutError<T> {
}
#[unstable]impl<T> From<RecvError> for RecvTimeoutError<T> {
}
}
/// A "once initialization" primitive
pub(crate) mod once {
use crate::fmt;
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::sys::sync as sys;
/// A low-level synchronization primitive for one-time global execution.
pub struct Once { #[unstable]inner: sys::Once }
impl UnwindSafe for Once {
}
impl RefUnwindSafe for Once {
}
/// State yielded to [`Once::call_once_force()`]’s closure parameter. The state
/// can be used to query the poison status of the [`Once`].
pub struct OnceState { #[unstable]pub(crate) inner: sys::OnceState }
/// Used for the internal implementation of `sys::sync::once` on different platforms and the
/// [`LazyLock`](crate::sync::LazyLock) implementation.
pub(crate) enum OnceExclusiveState {
Incomplete,
Poisoned,
Complete
}
/// Initialization value for static [`Once`] values.
#[deprecated]pub const ONCE_INIT: Once = Once::new();
impl Once {
/// Creates a new `Once` value.
pub const fn new() -> Once { Once { inner: sys::Once::new() } }
/// Performs an initialization routine once and only once. The given closure
/// will be executed if this is the first time `call_once` has been called,
/// and otherwise the routine will *not* be invoked.
pub fn call_once<F>(&self, f: F) where F: FnOnce();
/// Performs the same function as [`call_once()`] except ignores poisoning.
pub fn call_once_force<F>(&self, f: F) where F: FnOnce(&OnceState);
/// Returns `true` if some [`call_once()`] call has completed
/// successfully. Specifically, `is_completed` will return false in
/// the following situations:
///   * [`call_once()`] was not called at all,
///   * [`call_once()`] was called, but has not yet completed,
///   * the [`Once`] instance is poisoned
pub fn is_completed(&self) -> bool;
/// Blocks the current thread until initialization has completed.
pub fn wait(&self);
/// Blocks the current thread until initialization has completed, ignoring
/// poisoning.
pub fn wait_force(&self);
/// Returns the current state of the `Once` instance.
pub(crate) fn state(&mut self) -> OnceExclusiveState;
}
impl fmt::Debug for Once {
}
impl OnceState {
/// Returns `true` if the associated [`Once`] was poisoned prior to the
/// invocation of the closure passed to [`Once::call_once_force()`].
pub fn is_poisoned(&self) -> bool;
/// Poison the associated [`Once`] without explicitly panicking.
pub(crate) fn poison(&self);
}
impl fmt::Debug for OnceState {
}
}
pub use self::once::{Once, OnceState};
pub use self::once::ONCE_INIT;
mod barrier {
use crate::fmt;
use crate::panic::RefUnwindSafe;
use crate::sync::nonpoison::{Condvar, Mutex};
/// A barrier enables multiple threads to synchronize the beginning
/// of some computation.
pub struct Barrier { #[unstable]lock: Mutex<BarrierState>, #[unstable]cvar: Condvar, #[unstable]num_threads: usize }
impl RefUnwindSafe for Barrier {
}
struct BarrierState { #[unstable]count: usize, #[unstable]generation_id: usize }
/// A `BarrierWaitResult` is returned by [`Barrier::wait()`] when all threads
/// in the [`Barrier`] have rendezvoused.
pub struct BarrierWaitResult(#[unstable]bool);
impl fmt::Debug for Barrier {
}
impl Barrier {
/// Creates a new barrier that can block a given number of threads.
pub const fn new(n: usize) -> Barrier { Barrier { lock: Mutex::new(BarrierState { count: 0, generation_id: 0, }), cvar: Condvar::new(), num_threads: n, } }
/// Blocks the current thread until all threads have rendezvoused here.
pub fn wait(&self) -> BarrierWaitResult;
}
impl fmt::Debug for BarrierWaitResult {
}
impl BarrierWaitResult {
/// Returns `true` if this thread is the "leader thread" for the call to
/// [`Barrier::wait()`].
pub fn is_leader(&self) -> bool;
}
}
mod lazy_lock {
use crate::cell::UnsafeCell;
use crate::mem::ManuallyDrop;
use crate::ops::{Deref, DerefMut};
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::sync::Once;
use crate::fmt;
union Data<T, F> { #[unstable]value: ManuallyDrop<T>, #[unstable]f: ManuallyDrop<F> }
/// A value which is initialized on the first access.
pub struct LazyLock<T, F = fn() -> T> { #[unstable]once: Once, #[unstable]data: UnsafeCell<Data<T, F>> }
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
/// Creates a new lazy value with the given initializing function.
pub const fn new(f: F) -> LazyLock<T, F> { LazyLock { once: Once::new(), data: UnsafeCell::new(Data { f: ManuallyDrop::new(f) }), } }
/// Consumes this `LazyLock` returning the stored value.
#[unstable]pub fn into_inner(mut this: Self) -> Result<T, F>;
/// Forces the evaluation of this lazy value and returns a mutable reference to
/// the result.
pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T;
/// Forces the evaluation of this lazy value and returns a reference to
/// result. This is equivalent to the `Deref` impl, but is explicit.
pub fn force(this: &LazyLock<T, F>) -> &T;
}
impl<T, F> LazyLock<T, F> {
/// Returns a mutable reference to the value if initialized. Otherwise (if uninitialized or
/// poisoned), returns `None`.
pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T>;
/// Returns a reference to the value if initialized. Otherwise (if uninitialized or poisoned),
/// returns `None`.
pub fn get(this: &LazyLock<T, F>) -> Option<&T>;
}
impl<T, F> Drop for LazyLock<T, F> {
}
impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
type Target = T;
}
impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
}
impl<T: Default> Default for LazyLock<T> {
}
impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
}
fn panic_poisoned() -> !;
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {
}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {
}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {
}
}
mod once_lock {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::marker::PhantomData;
use crate::mem::MaybeUninit;
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::sync::Once;
/// A synchronization primitive which can nominally be written to only once.
pub struct OnceLock<T> { #[unstable]once: Once, #[unstable]value: UnsafeCell<MaybeUninit<T>>, #[unstable]_marker: PhantomData<T> }
impl<T> OnceLock<T> {
/// Creates a new uninitialized cell.
pub const fn new() -> OnceLock<T> { OnceLock { once: Once::new(), value: UnsafeCell::new(MaybeUninit::uninit()), _marker: PhantomData, } }
/// Gets the reference to the underlying value.
pub fn get(&self) -> Option<&T>;
/// Gets the mutable reference to the underlying value.
pub fn get_mut(&mut self) -> Option<&mut T>;
/// Blocks the current thread until the cell is initialized.
pub fn wait(&self) -> &T;
/// Initializes the contents of the cell to `value`.
pub fn set(&self, value: T) -> Result<(), T>;
/// Gets the contents of the cell, initializing it to `f()` if the cell
/// was uninitialized.
pub fn get_or_init<F>(&self, f: F) -> &T where F: FnOnce() -> T;
/// Consumes the `OnceLock`, returning the wrapped value. Returns
/// `None` if the cell was uninitialized.
pub fn into_inner(mut self) -> Option<T>;
/// Takes the value out of this `OnceLock`, moving it back to an uninitialized state.
pub fn take(&mut self) -> Option<T>;
fn initialized(&self) -> bool;
/// # Safety
unsafe fn get_unchecked(&self) -> &T;
/// # Safety
unsafe fn get_unchecked_mut(&mut self) -> &mut T;
}
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {
}
unsafe impl<T: Send> Send for OnceLock<T> {
}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {
}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {
}
impl<T> Default for OnceLock<T> {
}
impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
}
impl<T: Clone> Clone for OnceLock<T> {
}
impl<T> From<T> for OnceLock<T> {
}
impl<T: PartialEq> PartialEq for OnceLock<T> {
}
impl<T: Eq> Eq for OnceLock<T> {
}
unsafe impl< T> Drop for OnceLock<T> {
}
}
mod reentrant_lock {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::ops::Deref;
use crate::panic::{RefUnwindSafe, UnwindSafe};
use crate::sys::sync as sys;
use crate::thread::ThreadId;
/// A re-entrant mutual exclusion lock
#[unstable]pub struct ReentrantLock<T: ?Sized> { #[unstable]mutex: sys::Mutex, #[unstable]owner: Tid, #[unstable]lock_count: UnsafeCell<u32>, #[unstable]data: T }
use crate::sync::atomic::{Atomic, AtomicU64};
struct Tid(#[unstable]Atomic<u64>);
impl Tid {
const fn new() -> Self { Self(AtomicU64::new(0)) }
fn contains(&self, owner: ThreadId) -> bool;
unsafe fn set(&self, tid: Option<ThreadId>);
}
#[unstable]unsafe impl<T: Send + ?Sized> Send for ReentrantLock<T> {
}
#[unstable]unsafe impl<T: Send + ?Sized> Sync for ReentrantLock<T> {
}
#[unstable]impl<T: UnwindSafe + ?Sized> UnwindSafe for ReentrantLock<T> {
}
#[unstable]impl<T: RefUnwindSafe + ?Sized> RefUnwindSafe for ReentrantLock<T> {
}
/// An RAII implementation of a "scoped lock" of a re-entrant lock. When this
/// structure is dropped (falls out of scope), the lock will be unlocked.
#[unstable]pub struct ReentrantLockGuard<'a, T: ?Sized + 'a> { #[unstable]lock: &'a ReentrantLock<T> }
#[unstable]impl<T: ?Sized> !Send for ReentrantLockGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for ReentrantLockGuard<'_, T> {
}
#[unstable]impl<T> ReentrantLock<T> {
/// Creates a new re-entrant lock in an unlocked state ready for use.
pub const fn new(t: T) -> ReentrantLock<T> { ReentrantLock { mutex: sys::Mutex::new(), owner: Tid::new(), lock_count: UnsafeCell::new(0), data: t, } }
/// Consumes this lock, returning the underlying data.
pub fn into_inner(self) -> T;
}
#[unstable]impl<T: ?Sized> ReentrantLock<T> {
/// Acquires the lock, blocking the current thread until it is able to do
/// so.
pub fn lock(&self) -> ReentrantLockGuard<'_, T>;
/// Returns a mutable reference to the underlying data.
pub fn get_mut(&mut self) -> &mut T;
}
#[unstable]impl<T: fmt::Debug + ?Sized> fmt::Debug for ReentrantLock<T> {
}
#[unstable]impl<T: Default> Default for ReentrantLock<T> {
}
#[unstable]impl<T> From<T> for ReentrantLock<T> {
}
#[unstable]impl<T: ?Sized> Deref for ReentrantLockGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: fmt::Debug + ?Sized> fmt::Debug for ReentrantLockGuard<'_, T> {
}
#[unstable]impl<T: fmt::Display + ?Sized> fmt::Display for ReentrantLockGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for ReentrantLockGuard<'_, T> {
}
}
pub use self::barrier::{Barrier, BarrierWaitResult};
pub use self::lazy_lock::LazyLock;
pub use self::once_lock::OnceLock;
#[unstable]pub use self::reentrant_lock::{ReentrantLock, ReentrantLockGuard};
/// Non-poisoning synchronous locks.
#[unstable]pub mod nonpoison {
use crate::fmt;
/// A type alias for the result of a nonblocking locking method.
#[unstable]pub type TryLockResult<Guard> = Result<Guard, WouldBlock>;
/// A lock could not be acquired at this time because the operation would otherwise block.
#[unstable]pub struct WouldBlock;
#[unstable]impl fmt::Debug for WouldBlock {
}
#[unstable]impl fmt::Display for WouldBlock {
}
#[unstable]pub use self::condvar::Condvar;
#[unstable]pub use self::mutex::MappedMutexGuard;
#[unstable]pub use self::mutex::{Mutex, MutexGuard};
#[unstable]pub use self::rwlock::{MappedRwLockReadGuard, MappedRwLockWriteGuard};
#[unstable]pub use self::rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
mod condvar {
use crate::fmt;
use crate::sys::sync as sys;
/// A Condition Variable
#[unstable]pub struct Condvar { #[unstable]inner: sys::Condvar }
impl Condvar {
/// Creates a new condition variable which is ready to be waited on and
/// notified.
#[unstable]pub const fn new() -> Condvar { Condvar { inner: sys::Condvar::new() } }
}
#[unstable]impl fmt::Debug for Condvar {
}
#[unstable]impl Default for Condvar {
}
}
mod mutex {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::marker::PhantomData;
use crate::ops::{Deref, DerefMut};
use crate::ptr::NonNull;
use crate::sys::sync as sys;
/// A mutual exclusion primitive useful for protecting shared data that does not keep track of
/// lock poisoning.
#[unstable]pub struct Mutex<T: ?Sized> { #[unstable]inner: sys::Mutex, #[unstable]data: UnsafeCell<T> }
#[unstable]unsafe impl<T: ?Sized + Send> Send for Mutex<T> {
}
#[unstable]unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {
}
/// An RAII implementation of a "scoped lock" of a mutex. When this structure is
/// dropped (falls out of scope), the lock will be unlocked.
#[unstable]pub struct MutexGuard<'a, T: ?Sized + 'a> { #[unstable]lock: &'a Mutex<T> }
#[unstable]impl<T: ?Sized> !Send for MutexGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {
}
/// An RAII mutex guard returned by `MutexGuard::map`, which can point to a
/// subfield of the protected data. When this structure is dropped (falls out
/// of scope), the lock will be unlocked.
#[unstable]pub struct MappedMutexGuard<'a, T: ?Sized + 'a> { #[unstable]data: NonNull<T>, #[unstable]inner: &'a sys::Mutex, #[unstable]_variance: PhantomData<&'a mut T> }
#[unstable]impl<T: ?Sized> !Send for MappedMutexGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedMutexGuard<'_, T> {
}
impl<T> Mutex<T> {
/// Creates a new mutex in an unlocked state ready for use.
#[unstable]pub const fn new(t: T) -> Mutex<T> { Mutex { inner: sys::Mutex::new(), data: UnsafeCell::new(t) } }
/// Sets the contained value.
#[unstable]pub fn set(&self, value: T);
/// Replaces the contained value with `value`, and returns the old contained value.
#[unstable]pub fn replace(&self, value: T) -> T;
}
impl<T: ?Sized> Mutex<T> {
/// Acquires a mutex, blocking the current thread until it is able to do so.
#[unstable]pub fn lock(&self) -> MutexGuard<'_, T>;
/// Consumes this mutex, returning the underlying data.
#[unstable]pub fn into_inner(self) -> T where T: Sized;
/// Returns a mutable reference to the underlying data.
#[unstable]pub fn get_mut(&mut self) -> &mut T;
}
#[unstable]impl<T> From<T> for Mutex<T> {
}
#[unstable]impl<T: Default> Default for Mutex<T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
}
impl<'mutex, T: ?Sized> MutexGuard<'mutex, T> {
unsafe fn new(lock: &'mutex Mutex<T>) -> MutexGuard<'mutex, T>;
}
#[unstable]impl<T: ?Sized> Deref for MutexGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
}
impl<'a, T: ?Sized> MutexGuard<'a, T> {
/// Makes a [`MappedMutexGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedMutexGuard<'a, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
#[unstable]impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedMutexGuard<'_, T> {
}
impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
/// Makes a [`MappedMutexGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(mut orig: Self, f: F) -> MappedMutexGuard<'a, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
}
mod rwlock {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::marker::PhantomData;
use crate::ops::{Deref, DerefMut};
use crate::ptr::NonNull;
use crate::sys::sync as sys;
/// A reader-writer lock that does not keep track of lock poisoning.
#[unstable]pub struct RwLock<T: ?Sized> { #[unstable]inner: sys::RwLock, #[unstable]data: UnsafeCell<T> }
#[unstable]unsafe impl<T: ?Sized + Send> Send for RwLock<T> {
}
#[unstable]unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {
}
/// RAII structure used to release the shared read access of a lock when
/// dropped.
#[unstable]pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]inner_lock: &'rwlock sys::RwLock }
#[unstable]impl<T: ?Sized> !Send for RwLockReadGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {
}
/// RAII structure used to release the exclusive write access of a lock when
/// dropped.
#[unstable]pub struct RwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]lock: &'rwlock RwLock<T> }
#[unstable]impl<T: ?Sized> !Send for RwLockWriteGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {
}
/// RAII structure used to release the shared read access of a lock when
/// dropped, which can point to a subfield of the protected data.
#[unstable]pub struct MappedRwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]inner_lock: &'rwlock sys::RwLock }
#[unstable]impl<T: ?Sized> !Send for MappedRwLockReadGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedRwLockReadGuard<'_, T> {
}
/// RAII structure used to release the exclusive write access of a lock when
/// dropped, which can point to a subfield of the protected data.
#[unstable]pub struct MappedRwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]_variance: PhantomData<&'rwlock mut T>, #[unstable]inner_lock: &'rwlock sys::RwLock }
#[unstable]impl<T: ?Sized> !Send for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedRwLockWriteGuard<'_, T> {
}
impl<T> RwLock<T> {
/// Creates a new instance of an `RwLock<T>` which is unlocked.
#[unstable]pub const fn new(t: T) -> RwLock<T> { RwLock { inner: sys::RwLock::new(), data: UnsafeCell::new(t), } }
/// Sets the contained value.
#[unstable]pub fn set(&self, value: T);
/// Replaces the contained value with `value`, and returns the old contained value.
#[unstable]pub fn replace(&self, value: T) -> T;
}
impl<T: ?Sized> RwLock<T> {
/// Locks this `RwLock` with shared read access, blocking the current thread
/// until it can be acquired.
#[unstable]pub fn read(&self) -> RwLockReadGuard<'_, T>;
/// Locks this `RwLock` with exclusive write access, blocking the current
/// thread until it can be acquired.
#[unstable]pub fn write(&self) -> RwLockWriteGuard<'_, T>;
/// Consumes this `RwLock`, returning the underlying data.
#[unstable]pub fn into_inner(self) -> T where T: Sized;
/// Returns a mutable reference to the underlying data.
#[unstable]pub fn get_mut(&mut self) -> &mut T;
/// Locks this `RwLock` with shared read access to the underlying data by passing
/// a reference to the given closure.
#[unstable]pub fn with<F, R>(&self, f: F) -> R where F: FnOnce(&T) -> R;
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
}
#[unstable]impl<T: Default> Default for RwLock<T> {
}
#[unstable]impl<T> From<T> for RwLock<T> {
}
impl<'rwlock, T: ?Sized> RwLockReadGuard<'rwlock, T> {
/// Creates a new instance of `RwLockReadGuard<T>` from a `RwLock<T>`.
unsafe fn new(lock: &'rwlock RwLock<T>) -> RwLockReadGuard<'rwlock, T>;
/// Makes a [`MappedRwLockReadGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockReadGuard<'rwlock, U> where F: FnOnce(&T) -> &U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
/// Creates a new instance of `RwLockWriteGuard<T>` from a `RwLock<T>`.
unsafe fn new(lock: &'rwlock RwLock<T>) -> RwLockWriteGuard<'rwlock, T>;
/// Makes a [`MappedRwLockWriteGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockWriteGuard<'rwlock, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> MappedRwLockReadGuard<'rwlock, T> {
/// Makes a [`MappedRwLockReadGuard`] for a component of the borrowed data,
/// e.g. an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockReadGuard<'rwlock, U> where F: FnOnce(&T) -> &U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> MappedRwLockWriteGuard<'rwlock, T> {
/// Makes a [`MappedRwLockWriteGuard`] for a component of the borrowed data,
/// e.g. an enum variant.
#[unstable]pub fn map<U, F>(mut orig: Self, f: F) -> MappedRwLockWriteGuard<'rwlock, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
#[unstable]impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Deref for MappedRwLockReadGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> Deref for MappedRwLockWriteGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedRwLockWriteGuard<'_, T> {
}
}
}
/// Synchronization objects that employ poisoning.
#[unstable]pub mod poison {
pub use self::condvar::Condvar;
#[unstable]pub use self::mutex::MappedMutexGuard;
pub use self::mutex::{Mutex, MutexGuard};
#[unstable]pub use self::rwlock::{MappedRwLockReadGuard, MappedRwLockWriteGuard};
pub use self::rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::error::Error;
use crate::fmt;
use crate::sync::atomic::{Atomic, AtomicBool};
mod condvar {
use crate::fmt;
use crate::sync::WaitTimeoutResult;
use crate::sync::poison::{LockResult, MutexGuard};
use crate::sys::sync as sys;
use crate::time::Duration;
/// A Condition Variable
pub struct Condvar { #[unstable]inner: sys::Condvar }
impl Condvar {
/// Creates a new condition variable which is ready to be waited on and
/// notified.
pub const fn new() -> Condvar { Condvar { inner: sys::Condvar::new() } }
/// Blocks the current thread until this condition variable receives a
/// notification.
pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>>;
/// Blocks the current thread until the provided condition becomes false.
pub fn wait_while<'a, T, F>(&self, mut guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>> where F: FnMut(&mut T) -> bool;
/// Waits on this condition variable for a notification, timing out after a
/// specified duration.
#[deprecated]pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)>;
/// Waits on this condition variable for a notification, timing out after a
/// specified duration.
pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>;
/// Waits on this condition variable for a notification, timing out after a
/// specified duration.
pub fn wait_timeout_while<'a, T, F>(&self, mut guard: MutexGuard<'a, T>, dur: Duration, mut condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> where F: FnMut(&mut T) -> bool;
/// Wakes up one blocked thread on this condvar.
pub fn notify_one(&self);
/// Wakes up all blocked threads on this condvar.
pub fn notify_all(&self);
}
impl fmt::Debug for Condvar {
}
impl Default for Condvar {
}
}
mod mutex {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::marker::PhantomData;
use crate::ops::{Deref, DerefMut};
use crate::ptr::NonNull;
use crate::sync::{LockResult, PoisonError, TryLockResult, poison};
use crate::sys::sync as sys;
/// A mutual exclusion primitive useful for protecting shared data
pub struct Mutex<T: ?Sized> { #[unstable]inner: sys::Mutex, #[unstable]poison: poison::Flag, #[unstable]data: UnsafeCell<T> }
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {
}
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {
}
/// An RAII implementation of a "scoped lock" of a mutex. When this structure is
/// dropped (falls out of scope), the lock will be unlocked.
pub struct MutexGuard<'a, T: ?Sized + 'a> { #[unstable]lock: &'a Mutex<T>, #[unstable]poison: poison::Guard }
impl<T: ?Sized> !Send for MutexGuard<'_, T> {
}
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {
}
/// An RAII mutex guard returned by `MutexGuard::map`, which can point to a
/// subfield of the protected data. When this structure is dropped (falls out
/// of scope), the lock will be unlocked.
#[unstable]pub struct MappedMutexGuard<'a, T: ?Sized + 'a> { #[unstable]data: NonNull<T>, #[unstable]inner: &'a sys::Mutex, #[unstable]poison_flag: &'a poison::Flag, #[unstable]poison: poison::Guard, #[unstable]_variance: PhantomData<&'a mut T> }
#[unstable]impl<T: ?Sized> !Send for MappedMutexGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedMutexGuard<'_, T> {
}
impl<T> Mutex<T> {
/// Creates a new mutex in an unlocked state ready for use.
pub const fn new(t: T) -> Mutex<T> { Mutex { inner: sys::Mutex::new(), poison: poison::Flag::new(), data: UnsafeCell::new(t), } }
/// Sets the contained value.
#[unstable]pub fn set(&self, value: T) -> Result<(), PoisonError<T>>;
/// Replaces the contained value with `value`, and returns the old contained value.
#[unstable]pub fn replace(&self, value: T) -> LockResult<T>;
}
impl<T: ?Sized> Mutex<T> {
/// Acquires a mutex, blocking the current thread until it is able to do so.
pub fn lock(&self) -> LockResult<MutexGuard<'_, T>>;
/// Attempts to acquire this lock.
pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>>;
/// Determines whether the mutex is poisoned.
pub fn is_poisoned(&self) -> bool;
/// Clear the poisoned state from a mutex.
pub fn clear_poison(&self);
/// Consumes this mutex, returning the underlying data.
pub fn into_inner(self) -> LockResult<T> where T: Sized;
/// Returns a mutable reference to the underlying data.
pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T> From<T> for Mutex<T> {
}
impl<T: Default> Default for Mutex<T> {
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
}
impl<'mutex, T: ?Sized> MutexGuard<'mutex, T> {
unsafe fn new(lock: &'mutex Mutex<T>) -> LockResult<MutexGuard<'mutex, T>>;
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
type Target = T;
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
}
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
}
impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
}
impl<'a, T: ?Sized> MutexGuard<'a, T> {
/// Makes a [`MappedMutexGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedMutexGuard<'a, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
#[unstable]impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedMutexGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedMutexGuard<'_, T> {
}
impl<'a, T: ?Sized> MappedMutexGuard<'a, T> {
/// Makes a [`MappedMutexGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(mut orig: Self, f: F) -> MappedMutexGuard<'a, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
}
mod rwlock {
use crate::cell::UnsafeCell;
use crate::fmt;
use crate::marker::PhantomData;
use crate::ops::{Deref, DerefMut};
use crate::ptr::NonNull;
use crate::sync::{LockResult, PoisonError, TryLockResult, poison};
use crate::sys::sync as sys;
/// A reader-writer lock
pub struct RwLock<T: ?Sized> { #[unstable]inner: sys::RwLock, #[unstable]poison: poison::Flag, #[unstable]data: UnsafeCell<T> }
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {
}
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {
}
/// RAII structure used to release the shared read access of a lock when
/// dropped.
pub struct RwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]inner_lock: &'rwlock sys::RwLock }
impl<T: ?Sized> !Send for RwLockReadGuard<'_, T> {
}
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {
}
/// RAII structure used to release the exclusive write access of a lock when
/// dropped.
pub struct RwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]lock: &'rwlock RwLock<T>, #[unstable]poison: poison::Guard }
impl<T: ?Sized> !Send for RwLockWriteGuard<'_, T> {
}
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {
}
/// RAII structure used to release the shared read access of a lock when
/// dropped, which can point to a subfield of the protected data.
#[unstable]pub struct MappedRwLockReadGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]inner_lock: &'rwlock sys::RwLock }
#[unstable]impl<T: ?Sized> !Send for MappedRwLockReadGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedRwLockReadGuard<'_, T> {
}
/// RAII structure used to release the exclusive write access of a lock when
/// dropped, which can point to a subfield of the protected data.
#[unstable]pub struct MappedRwLockWriteGuard<'rwlock, T: ?Sized + 'rwlock> { #[unstable]data: NonNull<T>, #[unstable]_variance: PhantomData<&'rwlock mut T>, #[unstable]inner_lock: &'rwlock sys::RwLock, #[unstable]poison_flag: &'rwlock poison::Flag, #[unstable]poison_guard: poison::Guard }
#[unstable]impl<T: ?Sized> !Send for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]unsafe impl<T: ?Sized + Sync> Sync for MappedRwLockWriteGuard<'_, T> {
}
impl<T> RwLock<T> {
/// Creates a new instance of an `RwLock<T>` which is unlocked.
pub const fn new(t: T) -> RwLock<T> { RwLock { inner: sys::RwLock::new(), poison: poison::Flag::new(), data: UnsafeCell::new(t), } }
/// Sets the contained value.
#[unstable]pub fn set(&self, value: T) -> Result<(), PoisonError<T>>;
/// Replaces the contained value with `value`, and returns the old contained value.
#[unstable]pub fn replace(&self, value: T) -> LockResult<T>;
}
impl<T: ?Sized> RwLock<T> {
/// Locks this `RwLock` with shared read access, blocking the current thread
/// until it can be acquired.
pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>>;
/// Attempts to acquire this `RwLock` with shared read access.
pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>>;
/// Locks this `RwLock` with exclusive write access, blocking the current
/// thread until it can be acquired.
pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>>;
/// Attempts to lock this `RwLock` with exclusive write access.
pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>>;
/// Determines whether the lock is poisoned.
pub fn is_poisoned(&self) -> bool;
/// Clear the poisoned state from a lock.
pub fn clear_poison(&self);
/// Consumes this `RwLock`, returning the underlying data.
pub fn into_inner(self) -> LockResult<T> where T: Sized;
/// Returns a mutable reference to the underlying data.
pub fn get_mut(&mut self) -> LockResult<&mut T>;
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
}
impl<T: Default> Default for RwLock<T> {
}
impl<T> From<T> for RwLock<T> {
}
impl<'rwlock, T: ?Sized> RwLockReadGuard<'rwlock, T> {
/// Creates a new instance of `RwLockReadGuard<T>` from a `RwLock<T>`.
unsafe fn new(lock: &'rwlock RwLock<T>) -> LockResult<RwLockReadGuard<'rwlock, T>>;
/// Makes a [`MappedRwLockReadGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockReadGuard<'rwlock, U> where F: FnOnce(&T) -> &U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> RwLockWriteGuard<'rwlock, T> {
/// Creates a new instance of `RwLockWriteGuard<T>` from a `RwLock<T>`.
unsafe fn new(lock: &'rwlock RwLock<T>) -> LockResult<RwLockWriteGuard<'rwlock, T>>;
/// Downgrades a write-locked `RwLockWriteGuard` into a read-locked [`RwLockReadGuard`].
pub fn downgrade(s: Self) -> RwLockReadGuard<'rwlock, T>;
/// Makes a [`MappedRwLockWriteGuard`] for a component of the borrowed data, e.g.
/// an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockWriteGuard<'rwlock, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> MappedRwLockReadGuard<'rwlock, T> {
/// Makes a [`MappedRwLockReadGuard`] for a component of the borrowed data,
/// e.g. an enum variant.
#[unstable]pub fn map<U, F>(orig: Self, f: F) -> MappedRwLockReadGuard<'rwlock, U> where F: FnOnce(&T) -> &U, U: ?Sized;
}
impl<'rwlock, T: ?Sized> MappedRwLockWriteGuard<'rwlock, T> {
/// Makes a [`MappedRwLockWriteGuard`] for a component of the borrowed data,
/// e.g. an enum variant.
#[unstable]pub fn map<U, F>(mut orig: Self, f: F) -> MappedRwLockWriteGuard<'rwlock, U> where F: FnOnce(&mut T) -> &mut U, U: ?Sized;
}
impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
}
impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Drop for MappedRwLockWriteGuard<'_, T> {
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
type Target = T;
}
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
type Target = T;
}
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized> Deref for MappedRwLockReadGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> Deref for MappedRwLockWriteGuard<'_, T> {
type Target = T;
}
#[unstable]impl<T: ?Sized> DerefMut for MappedRwLockWriteGuard<'_, T> {
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
}
impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
}
impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
}
impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedRwLockReadGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Debug> fmt::Debug for MappedRwLockWriteGuard<'_, T> {
}
#[unstable]impl<T: ?Sized + fmt::Display> fmt::Display for MappedRwLockWriteGuard<'_, T> {
}
}
pub(crate) struct Flag { #[unstable]failed: Atomic<bool> }
impl Flag {
pub const fn new() -> Flag { Flag { failed: AtomicBool::new(false) } }
/// Checks the flag for an unguarded borrow, where we only care about existing poison.
pub fn borrow(&self) -> LockResult<()>;
/// Checks the flag for a guarded borrow, where we may also set poison when `done`.
pub fn guard(&self) -> LockResult<Guard>;
pub fn done(&self, guard: &Guard);
pub fn get(&self) -> bool;
pub fn clear(&self);
}
pub(crate) struct Guard { #[unstable]panicking: bool }
impl ::core::clone::Clone for Guard {
}
/// A type of error which can be returned whenever a lock is acquired.
pub struct PoisonError<T> { #[unstable]data: T }
/// An enumeration of possible errors associated with a [`TryLockResult`] which
/// can occur while trying to acquire a lock, from the [`try_lock`] method on a
/// [`Mutex`] or the [`try_read`] and [`try_write`] methods on an [`RwLock`].
pub enum TryLockError<T> {
/// The lock could not be acquired because another thread failed while holding
/// the lock.
Poisoned( #[stable(feature = "rust1", since = "1.0.0")] PoisonError<T>),
/// The lock could not be acquired at this time because the operation would
/// otherwise block.
WouldBlock
}
/// A type alias for the result of a lock method which can be poisoned.
pub type LockResult<T> = Result<T, PoisonError<T>>;
/// A type alias for the result of a nonblocking locking method.
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;
impl<T> fmt::Debug for PoisonError<T> {
}
impl<T> fmt::Display for PoisonError<T> {
}
impl<T> Error for PoisonError<T> {
}
impl<T> PoisonError<T> {
/// Creates a `PoisonError`.
pub fn new(data: T) -> PoisonError<T>;
/// Consumes this error indicating that a lock is poisoned, returning the
/// associated data.
pub fn into_inner(self) -> T;
/// Reaches into this error indicating that a lock is poisoned, returning a
/// reference to the associated data.
pub fn get_ref(&self) -> &T;
/// Reaches into this error indicating that a lock is poisoned, returning a
/// mutable reference to the associated data.
pub fn get_mut(&mut self) -> &mut T;
}
impl<T> From<PoisonError<T>> for TryLockError<T> {
}
impl<T> fmt::Debug for TryLockError<T> {
}
impl<T> fmt::Display for TryLockError<T> {
}
impl<T> Error for TryLockError<T> {
}
}
pub use self::poison::{LockResult, PoisonError};
pub use self::poison::{TryLockError, TryLockResult, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, Condvar};
#[unstable]pub use self::poison::{MappedMutexGuard, MappedRwLockReadGuard, MappedRwLockWriteGuard};
/// A type indicating whether a timed wait on a condition variable returned
/// due to a time out or not.
pub struct WaitTimeoutResult(#[unstable]bool);
impl ::core::fmt::Debug for WaitTimeoutResult {
}
impl ::core::cmp::PartialEq for WaitTimeoutResult {
}
impl ::core::cmp::Eq for WaitTimeoutResult {
}
impl ::core::marker::Copy for WaitTimeoutResult {
}
impl ::core::clone::Clone for WaitTimeoutResult {
}
impl WaitTimeoutResult {
/// Returns `true` if the wait was known to have timed out.
pub fn timed_out(&self) -> bool;
}
}
/// Temporal quantification.
pub mod time {
pub use core::time::Duration;
pub use core::time::TryFromFloatSecsError;
use crate::error::Error;
use crate::fmt;
use crate::ops::{Add, AddAssign, Sub, SubAssign};
use crate::sys::time;
/// A measurement of a monotonically nondecreasing clock.
/// Opaque and useful only with [`Duration`].
pub struct Instant(#[unstable]time::Instant);
impl ::core::marker::Copy for Instant {
}
impl ::core::clone::Clone for Instant {
}
impl ::core::cmp::PartialEq for Instant {
}
impl ::core::cmp::Eq for Instant {
}
impl ::core::cmp::PartialOrd for Instant {
}
impl ::core::cmp::Ord for Instant {
}
impl ::core::hash::Hash for Instant {
}
/// A measurement of the system clock, useful for talking to
/// external entities like the file system or other processes.
pub struct SystemTime(#[unstable]time::SystemTime);
impl ::core::marker::Copy for SystemTime {
}
impl ::core::clone::Clone for SystemTime {
}
impl ::core::cmp::PartialEq for SystemTime {
}
impl ::core::cmp::Eq for SystemTime {
}
impl ::core::cmp::PartialOrd for SystemTime {
}
impl ::core::cmp::Ord for SystemTime {
}
impl ::core::hash::Hash for SystemTime {
}
/// An error returned from the `duration_since` and `elapsed` methods on
/// `SystemTime`, used to learn how far in the opposite direction a system time
/// lies.
pub struct SystemTimeError(#[unstable]Duration);
impl ::core::clone::Clone for SystemTimeError {
}
impl ::core::fmt::Debug for SystemTimeError {
}
impl Instant {
/// Returns an instant corresponding to "now".
pub fn now() -> Instant;
/// Returns the amount of time elapsed from another instant to this one,
/// or zero duration if that instant is later than this one.
pub fn duration_since(&self, earlier: Instant) -> Duration;
/// Returns the amount of time elapsed from another instant to this one,
/// or None if that instant is later than this one.
pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration>;
/// Returns the amount of time elapsed from another instant to this one,
/// or zero duration if that instant is later than this one.
pub fn saturating_duration_since(&self, earlier: Instant) -> Duration;
/// Returns the amount of time elapsed since this instant.
pub fn elapsed(&self) -> Duration;
/// Returns `Some(t)` where `t` is the time `self + duration` if `t` can be represented as
/// `Instant` (which means it's inside the bounds of the underlying data structure), `None`
/// otherwise.
pub fn checked_add(&self, duration: Duration) -> Option<Instant>;
/// Returns `Some(t)` where `t` is the time `self - duration` if `t` can be represented as
/// `Instant` (which means it's inside the bounds of the underlying data structure), `None`
/// otherwise.
pub fn checked_sub(&self, duration: Duration) -> Option<Instant>;
pub(crate) fn into_inner(self) -> time::Instant;
}
impl Add<Duration> for Instant {
type Output = Instant;
}
impl AddAssign<Duration> for Instant {
}
impl Sub<Duration> for Instant {
type Output = Instant;
}
impl SubAssign<Duration> for Instant {
}
impl Sub<Instant> for Instant {
type Output = Duration;
}
impl fmt::Debug for Instant {
}
impl SystemTime {
/// An anchor in time which can be used to create new `SystemTime` instances or
/// learn about where in time a `SystemTime` lies.
pub const UNIX_EPOCH: SystemTime = UNIX_EPOCH;
/// Represents the maximum value representable by [`SystemTime`] on this platform.
#[unstable]pub const MAX: SystemTime = SystemTime(time::SystemTime::MAX);
/// Represents the minimum value representable by [`SystemTime`] on this platform.
#[unstable]pub const MIN: SystemTime = SystemTime(time::SystemTime::MIN);
/// Returns the system time corresponding to "now".
pub fn now() -> SystemTime;
/// Returns the amount of time elapsed from an earlier point in time.
pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError>;
/// Returns the difference from this system time to the
/// current clock time.
pub fn elapsed(&self) -> Result<Duration, SystemTimeError>;
/// Returns `Some(t)` where `t` is the time `self + duration` if `t` can be represented as
/// `SystemTime` (which means it's inside the bounds of the underlying data structure), `None`
/// otherwise.
pub fn checked_add(&self, duration: Duration) -> Option<SystemTime>;
/// Returns `Some(t)` where `t` is the time `self - duration` if `t` can be represented as
/// `SystemTime` (which means it's inside the bounds of the underlying data structure), `None`
/// otherwise.
pub fn checked_sub(&self, duration: Duration) -> Option<SystemTime>;
/// Saturating [`SystemTime`] addition, computing `self + duration`,
/// returning [`SystemTime::MAX`] if overflow occurred.
#[unstable]pub fn saturating_add(&self, duration: Duration) -> SystemTime;
/// Saturating [`SystemTime`] subtraction, computing `self - duration`,
/// returning [`SystemTime::MIN`] if overflow occurred.
#[unstable]pub fn saturating_sub(&self, duration: Duration) -> SystemTime;
}
impl Add<Duration> for SystemTime {
type Output = SystemTime;
}
impl AddAssign<Duration> for SystemTime {
}
impl Sub<Duration> for SystemTime {
type Output = SystemTime;
}
impl SubAssign<Duration> for SystemTime {
}
impl fmt::Debug for SystemTime {
}
/// An anchor in time which can be used to create new `SystemTime` instances or
/// learn about where in time a `SystemTime` lies.
pub const UNIX_EPOCH: SystemTime = SystemTime(time::UNIX_EPOCH);
impl SystemTimeError {
/// Returns the positive duration which represents how far forward the
/// second system time was from the first.
pub fn duration(&self) -> Duration;
}
impl Error for SystemTimeError {
}
impl fmt::Display for SystemTimeError {
}
}
/// Types and Traits for working with asynchronous tasks.
pub mod task {
pub use alloc::task::*;
pub use core::task::*;
}
pub mod arch {
pub use core::arch::*;
}
mod sys {
mod alloc {
use crate::alloc::{GlobalAlloc, System};
mod unix {
use crate::alloc::{GlobalAlloc, System};
unsafe impl GlobalAlloc for System {
}
}
}
/// The configure builtins provides runtime support compiler-builtin features
/// which require dynamic initialization to work as expected, e.g. aarch64
/// outline-atomics.
mod configure_builtins {
}
/// The PAL (platform abstraction layer) contains platform-specific abstractions
/// for implementing the features in the other submodules, such as e.g. bindings.
mod pal {
mod unix {
use crate::io;
pub mod futex {
use crate::sync::atomic::Atomic;
use crate::time::Duration;
/// An atomic for use as a futex that is at least 32-bits but may be larger
pub type Futex = Atomic<Primitive>;
/// Must be the underlying type of Futex
pub type Primitive = u32;
/// An atomic for use as a futex that is at least 8-bits but may be larger.
pub type SmallFutex = Atomic<SmallPrimitive>;
/// Must be the underlying type of SmallFutex
pub type SmallPrimitive = u32;
/// Waits for a `futex_wake` operation to wake us.
pub fn futex_wait(futex: &Atomic<u32>, expected: u32, timeout: Option<Duration>) -> bool;
/// Wakes up one thread that's blocked on `futex_wait` on this futex.
pub fn futex_wake(futex: &Atomic<u32>) -> bool;
/// Wakes up all threads that are waiting on `futex_wait` on this futex.
pub fn futex_wake_all(futex: &Atomic<u32>);
}
pub mod linux {
pub mod pidfd {
use crate::io;
use crate::os::fd::{FromRawFd, IntoRawFd};
use crate::sys::fd::FileDesc;
use crate::sys::process::ExitStatus;
pub(crate) struct PidFd(#[unstable]FileDesc);
impl ::core::fmt::Debug for PidFd {
}
impl PidFd {
pub fn kill(&self) -> io::Result<()>;
pub fn wait(&self) -> io::Result<ExitStatus>;
pub fn try_wait(&self) -> io::Result<Option<ExitStatus>>;
}
impl FromRawFd for PidFd {
}
impl IntoRawFd for PidFd {
}
}
}
/// Implementation of `std::os` functionality for unix systems
pub mod os {
use crate::ffi::{OsStr, OsString};
use crate::os::unix::prelude::*;
use crate::{path, path::PathBuf};
use crate::{fmt, io, iter, slice};
pub fn getcwd() -> io::Result<PathBuf>;
pub fn chdir(p: &path::Path) -> io::Result<()>;
pub type SplitPaths<'a> = iter::Map<slice::Split<'a, u8, impl FnMut(&u8) -> bool + 'static>, impl FnMut(&[u8]) -> PathBuf + 'static>;
pub fn split_paths(unparsed: &OsStr) -> SplitPaths<'_>;
pub struct JoinPathsError;
impl ::core::fmt::Debug for JoinPathsError {
}
pub fn join_paths<I, T>(paths: I) -> Result<OsString, JoinPathsError> where I: Iterator<Item = T>, T: AsRef<OsStr>;
impl fmt::Display for JoinPathsError {
}
impl crate::error::Error for JoinPathsError {
}
pub fn current_exe() -> io::Result<PathBuf>;
pub fn page_size() -> usize;
pub fn temp_dir() -> PathBuf;
pub fn home_dir() -> Option<PathBuf>;
pub fn getpid() -> u32;
pub fn getppid() -> u32;
pub fn glibc_version() -> Option<(usize, usize)>;
}
pub mod stack_overflow {
pub use self::imp::{cleanup, init};
pub struct Handler { #[unstable]data: () }
impl Handler {
pub unsafe fn new() -> Handler;
fn null() -> Handler;
}
impl Drop for Handler {
}
mod imp {
/// # Safety
/// Must be called only once
pub unsafe fn init();
/// # Safety
/// Must be called only once
pub unsafe fn cleanup();
}
}
pub mod time {
use core::num::niche_types::Nanoseconds;
use crate::io;
use crate::time::Duration;
const NSEC_PER_SEC: u64 = 1_000_000_000;
pub const TIMESPEC_MAX: libc::timespec = libc::timespec { tv_sec: <libc::time_t>::MAX, tv_nsec: 1_000_000_000 - 1, };
pub(crate) struct Timespec { pub tv_sec: i64, pub tv_nsec: Nanoseconds }
impl ::core::marker::Copy for Timespec {
}
impl ::core::clone::Clone for Timespec {
}
impl ::core::cmp::PartialEq for Timespec {
}
impl ::core::cmp::Eq for Timespec {
}
impl ::core::cmp::PartialOrd for Timespec {
}
impl ::core::cmp::Ord for Timespec {
}
impl ::core::hash::Hash for Timespec {
}
impl Timespec {
pub const MAX: Timespec = unsafe { Self::new_unchecked(i64::MAX, 1_000_000_000 - 1) };
pub const MIN: Timespec = unsafe { Self::new_unchecked(i64::MIN, 0) };
const unsafe fn new_unchecked(tv_sec: i64, tv_nsec: i64) -> Timespec { Timespec { tv_sec, tv_nsec: unsafe { Nanoseconds::new_unchecked(tv_nsec as u32) }, } }
pub const fn zero() -> Timespec { unsafe { Self::new_unchecked(0, 0) } }
pub const fn new(tv_sec: i64, tv_nsec: i64) -> Result<Timespec, io::Error> { if tv_nsec >= 0 && tv_nsec < NSEC_PER_SEC as i64 { Ok(unsafe { Self::new_unchecked(tv_sec, tv_nsec) }) } else { Err(crate::hint::must_use(crate::io::Error::from_static_message(const { &crate::io::SimpleMessage { kind: io::ErrorKind::InvalidData, message: "invalid timestamp", } }))) } }
pub fn now(clock: libc::clockid_t) -> Timespec;
pub fn sub_timespec(&self, other: &Timespec) -> Result<Duration, Duration>;
pub fn checked_add_duration(&self, other: &Duration) -> Option<Timespec>;
pub fn checked_sub_duration(&self, other: &Duration) -> Option<Timespec>;
pub fn to_timespec(&self) -> Option<libc::timespec>;
}
}
pub unsafe fn init(argc: isize, argv: *const *const u8, sigpipe: u8);
pub unsafe fn cleanup();
#[doc(hidden)]pub trait IsMinusOne {
fn is_minus_one(&self) -> bool;
}
impl IsMinusOne for i8 {
}
impl IsMinusOne for i16 {
}
impl IsMinusOne for i32 {
}
impl IsMinusOne for i64 {
}
impl IsMinusOne for isize {
}
/// Converts native return values to Result using the *-1 means error is in `errno`*  convention.
/// Non-error values are `Ok`-wrapped.
pub fn cvt<T: IsMinusOne>(t: T) -> io::Result<T>;
/// `-1` → look at `errno` → retry on `EINTR`. Otherwise `Ok()`-wrap the closure return value.
pub fn cvt_r<T, F>(mut f: F) -> io::Result<T> where T: IsMinusOne, F: FnMut() -> T;
/// Zero means `Ok()`, all other values are treated as raw OS errors. Does not look at `errno`.
pub fn cvt_nz(error: libc::c_int) -> io::Result<()>;
pub fn abort_internal() -> !;
}
pub use self::unix::*;
}
/// This module contains the implementation of the `eh_personality` lang item.
mod personality {
/// Implementation of panics backed by libgcc/libunwind (in some form).
mod gcc {
use crate::ffi::c_int;
/// personality fn called by [Itanium C++ ABI Exception Handling][itanium-eh]
#[lang = "eh_personality"]unsafe extern "C" fn rust_eh_personality(version: c_int, actions: uw::_Unwind_Action, exception_class: uw::_Unwind_Exception_Class, exception_object: *mut uw::_Unwind_Exception, context: *mut uw::_Unwind_Context) -> uw::_Unwind_Reason_Code;
}
}
/// Platform-dependent command line arguments abstraction.
pub mod args {
mod common {
use crate::ffi::OsString;
use crate::{fmt, vec};
pub struct Args { #[unstable]iter: vec::IntoIter<OsString> }
impl !Send for Args {
}
impl !Sync for Args {
}
impl Args {
pub fn new(args: Vec<OsString>) -> Self;
}
impl fmt::Debug for Args {
}
impl Iterator for Args {
type Item = OsString;
}
impl DoubleEndedIterator for Args {
}
impl ExactSizeIterator for Args {
}
}
/// Global initialization and retrieval of command line arguments.
mod unix {
pub use super::common::Args;
/// One-time global initialization.
pub unsafe fn init(argc: isize, argv: *const *const u8);
/// Returns the command line arguments
pub fn args() -> Args;
mod imp {
pub unsafe fn init(argc: isize, argv: *const *const u8);
}
}
pub use unix::*;
}
/// Common code for printing backtraces.
pub mod backtrace {
use crate::io::prelude::*;
use crate::sync::MutexGuard;
use crate::io;
pub(crate) struct BacktraceLock<'a>(#[unstable]MutexGuard<'a, ()>);
pub(crate) fn lock<'a>() -> BacktraceLock<'a>;
impl BacktraceLock<'_> {
/// Prints the current backtrace.
pub(crate) fn print(&mut self, w: &mut dyn Write, format: PrintFmt) -> io::Result<()>;
}
/// Fixed frame used to clean the backtrace with `RUST_BACKTRACE=1`. Note that
/// this is only inline(never) when backtraces in std are enabled, otherwise
/// it's fine to optimize away.
pub fn __rust_end_short_backtrace<F, T>(f: F) -> T where F: FnOnce() -> T;
}
/// Platform-dependent environment variables abstraction.
pub mod env {
mod common {
use crate::ffi::OsString;
use crate::{fmt, vec};
pub struct Env { #[unstable]iter: vec::IntoIter<(OsString, OsString)> }
impl Env {
pub(super) fn new(env: Vec<(OsString, OsString)>) -> Self;
}
impl fmt::Debug for Env {
}
impl !Send for Env {
}
impl !Sync for Env {
}
impl Iterator for Env {
type Item = (OsString, OsString);
}
}
mod unix {
pub use super::common::Env;
use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::os::unix::prelude::*;
pub unsafe fn environ() -> *mut *const *const c_char;
pub fn env_read_lock() -> impl Drop;
/// Returns a vector of (variable, value) byte-vector pairs for all the
/// environment variables of the current process.
pub fn env() -> Env;
pub fn getenv(k: &OsStr) -> Option<OsString>;
pub unsafe fn setenv(k: &OsStr, v: &OsStr) -> io::Result<()>;
pub unsafe fn unsetenv(n: &OsStr) -> io::Result<()>;
}
pub use unix::*;
}
/// Constants associated with each target.
pub mod env_consts {
pub mod os {
pub const FAMILY: &str = "unix";
pub const OS: &str = "linux";
pub const DLL_PREFIX: &str = "lib";
pub const DLL_SUFFIX: &str = ".so";
pub const DLL_EXTENSION: &str = "so";
pub const EXE_SUFFIX: &str = "";
pub const EXE_EXTENSION: &str = "";
}
}
/// Platform-dependent file descriptor abstraction.
pub mod fd {
#[unstable]mod unix {
use crate::{io, io::BorrowedCursor, io::IoSlice, io::IoSliceMut, io::Read};
use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, OwnedFd};
pub struct FileDesc(#[unstable]OwnedFd);
impl ::core::fmt::Debug for FileDesc {
}
impl FileDesc {
pub fn try_clone(&self) -> io::Result<Self>;
pub fn read(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn read_vectored(&self, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize>;
pub fn is_read_vectored(&self) -> bool;
pub fn read_to_end(&self, buf: &mut Vec<u8>) -> io::Result<usize>;
pub fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
pub fn read_buf(&self, mut cursor: BorrowedCursor<'_>) -> io::Result<()>;
pub fn read_buf_at(&self, mut cursor: BorrowedCursor<'_>, offset: u64) -> io::Result<()>;
pub fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> io::Result<usize>;
pub fn write(&self, buf: &[u8]) -> io::Result<usize>;
pub fn write_vectored(&self, bufs: &[IoSlice<'_>]) -> io::Result<usize>;
pub fn is_write_vectored(&self) -> bool;
pub fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
pub fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> io::Result<usize>;
pub fn set_cloexec(&self) -> io::Result<()>;
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
pub fn duplicate(&self) -> io::Result<FileDesc>;
}
impl<'a> Read for &'a FileDesc {
}
impl AsFd for FileDesc {
}
impl AsRawFd for FileDesc {
}
impl IntoRawFd for FileDesc {
}
impl FromRawFd for FileDesc {
}
}
pub use unix::*;
}
pub mod fs {
use crate::io;
use crate::path::{Path, PathBuf};
pub mod common {
use crate::io;
use crate::path::{Path, PathBuf};
use crate::sys::fs::{File, OpenOptions};
use crate::fmt;
pub fn copy(from: &Path, to: &Path) -> io::Result<u64>;
pub fn remove_dir_all(path: &Path) -> io::Result<()>;
pub fn exists(path: &Path) -> io::Result<bool>;
pub struct Dir { #[unstable]path: PathBuf }
impl Dir {
pub fn open(path: &Path, _opts: &OpenOptions) -> io::Result<Self>;
pub fn open_file(&self, path: &Path, opts: &OpenOptions) -> io::Result<File>;
}
impl fmt::Debug for Dir {
}
}
mod unix {
use crate::ffi::{CStr, OsStr, OsString};
use crate::{fmt, fmt::Write as _};
use crate::fs::TryLockError;
use crate::{io, io::BorrowedCursor, io::IoSlice, io::IoSliceMut, io::SeekFrom};
use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd};
use crate::os::unix::prelude::*;
use crate::path::{Path, PathBuf};
use crate::sync::Arc;
use crate::sys::fd::FileDesc;
pub use crate::sys::fs::common::exists;
use crate::sys::time::SystemTime;
pub struct File(#[unstable]FileDesc);
pub struct FileAttr { #[unstable]stat: (), #[unstable]statx_extra_fields: Option<StatxExtraFields> }
impl ::core::clone::Clone for FileAttr {
}
struct StatxExtraFields { #[unstable]stx_mask: u32, #[unstable]stx_btime: () }
impl ::core::clone::Clone for StatxExtraFields {
}
struct InnerReadDir { #[unstable]dirp: DirStream, #[unstable]root: PathBuf }
pub struct ReadDir { #[unstable]inner: Arc<InnerReadDir>, #[unstable]end_of_stream: bool }
impl ReadDir {
fn new(inner: InnerReadDir) -> Self;
}
struct DirStream(#[unstable]());
mod dir {
use crate::ffi::CStr;
use crate::os::fd::{AsFd, IntoRawFd, OwnedFd};
use crate::os::unix::io::{AsRawFd, FromRawFd};
use crate::path::Path;
use crate::sys::fs::OpenOptions;
use crate::sys::fs::unix::File;
use crate::{fmt, fs, io};
pub struct Dir(#[unstable]OwnedFd);
impl Dir {
pub fn open(path: &Path, opts: &OpenOptions) -> io::Result<Self>;
pub fn open_file(&self, path: &Path, opts: &OpenOptions) -> io::Result<File>;
pub fn open_with_c(path: &CStr, opts: &OpenOptions) -> io::Result<Self>;
}
impl fmt::Debug for Dir {
}
#[unstable]impl AsRawFd for fs::Dir {
}
#[unstable]impl IntoRawFd for fs::Dir {
}
#[unstable]impl FromRawFd for fs::Dir {
}
#[unstable]impl AsFd for fs::Dir {
}
#[unstable]impl From<fs::Dir> for OwnedFd {
}
#[unstable]impl From<OwnedFd> for fs::Dir {
}
}
pub use dir::Dir;
pub struct DirEntry { #[unstable]dir: Arc<InnerReadDir>, #[unstable]entry: dirent64_min, #[unstable]name: crate::ffi::CString }
struct dirent64_min { #[unstable]d_ino: u64, #[unstable]d_type: u8 }
pub struct OpenOptions { #[unstable]read: bool, #[unstable]write: bool, #[unstable]append: bool, #[unstable]truncate: bool, #[unstable]create: bool, #[unstable]create_new: bool, #[unstable]custom_flags: i32, #[unstable]mode: () }
impl ::core::clone::Clone for OpenOptions {
}
pub struct FilePermissions { #[unstable]mode: () }
impl ::core::clone::Clone for FilePermissions {
}
impl ::core::cmp::PartialEq for FilePermissions {
}
impl ::core::cmp::Eq for FilePermissions {
}
pub struct FileTimes { #[unstable]accessed: Option<SystemTime>, #[unstable]modified: Option<SystemTime> }
impl ::core::marker::Copy for FileTimes {
}
impl ::core::clone::Clone for FileTimes {
}
impl ::core::fmt::Debug for FileTimes {
}
impl ::core::default::Default for FileTimes {
}
pub struct FileType { #[unstable]mode: () }
impl ::core::marker::Copy for FileType {
}
impl ::core::clone::Clone for FileType {
}
impl ::core::cmp::Eq for FileType {
}
impl PartialEq for FileType {
}
impl core::hash::Hash for FileType {
}
pub struct DirBuilder { #[unstable]mode: () }
impl FileAttr {
}
impl FileAttr {
pub fn size(&self) -> u64;
pub fn perm(&self) -> FilePermissions;
pub fn file_type(&self) -> FileType;
}
impl FileAttr {
pub fn modified(&self) -> io::Result<SystemTime>;
pub fn accessed(&self) -> io::Result<SystemTime>;
pub fn created(&self) -> io::Result<SystemTime>;
}
impl FilePermissions {
pub fn readonly(&self) -> bool;
pub fn set_readonly(&mut self, readonly: bool);
pub fn mode(&self) -> u32;
}
impl FileTimes {
pub fn set_accessed(&mut self, t: SystemTime);
pub fn set_modified(&mut self, t: SystemTime);
}
impl FileType {
pub fn is_dir(&self) -> bool;
pub fn is_file(&self) -> bool;
pub fn is_symlink(&self) -> bool;
pub fn is(&self, mode: mode_t) -> bool;
}
impl fmt::Debug for FileType {
}
impl fmt::Debug for FilePermissions {
}
impl fmt::Debug for ReadDir {
}
impl Iterator for ReadDir {
type Item = io::Result<DirEntry>;
}
impl Drop for DirStream {
}
unsafe impl Send for DirStream {
}
unsafe impl Sync for DirStream {
}
impl DirEntry {
pub fn path(&self) -> PathBuf;
pub fn file_name(&self) -> OsString;
pub fn metadata(&self) -> io::Result<FileAttr>;
pub fn file_type(&self) -> io::Result<FileType>;
pub fn ino(&self) -> u64;
pub fn file_name_os_str(&self) -> &OsStr;
}
impl OpenOptions {
pub fn new() -> OpenOptions;
pub fn read(&mut self, read: bool);
pub fn write(&mut self, write: bool);
pub fn append(&mut self, append: bool);
pub fn truncate(&mut self, truncate: bool);
pub fn create(&mut self, create: bool);
pub fn create_new(&mut self, create_new: bool);
pub fn custom_flags(&mut self, flags: i32);
pub fn mode(&mut self, mode: u32);
}
impl fmt::Debug for OpenOptions {
}
impl File {
pub fn open(path: &Path, opts: &OpenOptions) -> io::Result<File>;
pub fn open_c(path: &CStr, opts: &OpenOptions) -> io::Result<File>;
pub fn file_attr(&self) -> io::Result<FileAttr>;
pub fn fsync(&self) -> io::Result<()>;
pub fn datasync(&self) -> io::Result<()>;
pub fn lock(&self) -> io::Result<()>;
pub fn lock_shared(&self) -> io::Result<()>;
pub fn try_lock(&self) -> Result<(), TryLockError>;
pub fn try_lock_shared(&self) -> Result<(), TryLockError>;
pub fn unlock(&self) -> io::Result<()>;
pub fn truncate(&self, size: u64) -> io::Result<()>;
pub fn read(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn read_vectored(&self, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize>;
pub fn is_read_vectored(&self) -> bool;
pub fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
pub fn read_buf(&self, cursor: BorrowedCursor<'_>) -> io::Result<()>;
pub fn read_buf_at(&self, cursor: BorrowedCursor<'_>, offset: u64) -> io::Result<()>;
pub fn read_vectored_at(&self, bufs: &mut [IoSliceMut<'_>], offset: u64) -> io::Result<usize>;
pub fn write(&self, buf: &[u8]) -> io::Result<usize>;
pub fn write_vectored(&self, bufs: &[IoSlice<'_>]) -> io::Result<usize>;
pub fn is_write_vectored(&self) -> bool;
pub fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
pub fn write_vectored_at(&self, bufs: &[IoSlice<'_>], offset: u64) -> io::Result<usize>;
pub fn flush(&self) -> io::Result<()>;
pub fn seek(&self, pos: SeekFrom) -> io::Result<u64>;
pub fn size(&self) -> Option<io::Result<u64>>;
pub fn tell(&self) -> io::Result<u64>;
pub fn duplicate(&self) -> io::Result<File>;
pub fn set_permissions(&self, perm: FilePermissions) -> io::Result<()>;
pub fn set_times(&self, times: FileTimes) -> io::Result<()>;
}
impl DirBuilder {
pub fn new() -> DirBuilder;
pub fn mkdir(&self, p: &Path) -> io::Result<()>;
pub fn set_mode(&mut self, mode: u32);
}
impl fmt::Debug for DirBuilder {
}
impl AsFd for File {
}
impl AsRawFd for File {
}
impl IntoRawFd for File {
}
impl FromRawFd for File {
}
impl fmt::Debug for File {
}
pub fn readdir(path: &Path) -> io::Result<ReadDir>;
pub fn unlink(p: &CStr) -> io::Result<()>;
pub fn rename(old: &CStr, new: &CStr) -> io::Result<()>;
pub fn set_perm(p: &CStr, perm: FilePermissions) -> io::Result<()>;
pub fn rmdir(p: &CStr) -> io::Result<()>;
pub fn readlink(c_path: &CStr) -> io::Result<PathBuf>;
pub fn symlink(original: &CStr, link: &CStr) -> io::Result<()>;
pub fn link(original: &CStr, link: &CStr) -> io::Result<()>;
pub fn stat(p: &CStr) -> io::Result<FileAttr>;
pub fn lstat(p: &CStr) -> io::Result<FileAttr>;
pub fn canonicalize(path: &CStr) -> io::Result<PathBuf>;
pub fn set_times(p: &CStr, times: FileTimes) -> io::Result<()>;
pub fn set_times_nofollow(p: &CStr, times: FileTimes) -> io::Result<()>;
pub fn copy(from: &Path, to: &Path) -> io::Result<u64>;
pub fn chown(path: &Path, uid: u32, gid: u32) -> io::Result<()>;
pub fn fchown(fd: c_int, uid: u32, gid: u32) -> io::Result<()>;
pub fn lchown(path: &Path, uid: u32, gid: u32) -> io::Result<()>;
pub fn chroot(dir: &Path) -> io::Result<()>;
pub fn mkfifo(path: &Path, mode: u32) -> io::Result<()>;
pub use remove_dir_impl::remove_dir_all;
mod remove_dir_impl {
use crate::io;
use crate::path::Path;
pub fn remove_dir_all(p: &Path) -> io::Result<()>;
}
}
pub use unix::{chown, fchown, lchown, mkfifo};
pub use unix::chroot;
pub use imp::{Dir, DirBuilder, DirEntry, File, FileAttr, FilePermissions, FileTimes, FileType, OpenOptions, ReadDir};
pub fn remove_dir_all(path: &Path) -> io::Result<()>;
pub fn metadata(path: &Path) -> io::Result<FileAttr>;
pub fn copy(from: &Path, to: &Path) -> io::Result<u64>;
pub fn exists(path: &Path) -> io::Result<bool>;
}
pub mod io {
mod error {
mod unix {
use crate::io;
/// Returns the platform-specific value of errno
pub fn errno() -> i32;
/// Sets the platform-specific value of errno
pub fn set_errno(e: i32);
pub fn is_interrupted(errno: i32) -> bool;
pub fn decode_error_kind(errno: i32) -> io::ErrorKind;
/// Gets a detailed string description for the given error number.
pub fn error_string(errno: i32) -> String;
}
pub use unix::*;
pub type RawOsError = i32;
}
mod io_slice {
mod iovec {
use crate::marker::PhantomData;
use crate::slice;
#[repr(transparent)]pub struct IoSlice<'a> { #[unstable]vec: (), #[unstable]_p: PhantomData<&'a [u8]> }
impl<'a> ::core::marker::Copy for IoSlice<'a> {
}
impl<'a> ::core::clone::Clone for IoSlice<'a> {
}
impl<'a> IoSlice<'a> {
pub fn new(buf: &'a [u8]) -> IoSlice<'a>;
pub fn advance(&mut self, n: usize);
pub const fn as_slice(&self) -> &'a [u8] { unsafe { slice::from_raw_parts(self.vec.iov_base as *mut u8, self.vec.iov_len) } }
}
#[repr(transparent)]pub struct IoSliceMut<'a> { #[unstable]vec: (), #[unstable]_p: PhantomData<&'a mut [u8]> }
impl<'a> IoSliceMut<'a> {
pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a>;
pub fn advance(&mut self, n: usize);
pub fn as_slice(&self) -> &[u8];
pub const fn into_slice(self) -> &'a mut [u8] { unsafe { slice::from_raw_parts_mut(self.vec.iov_base as *mut u8, self.vec.iov_len) } }
pub fn as_mut_slice(&mut self) -> &mut [u8];
}
}
pub use iovec::*;
}
mod is_terminal {
pub use isatty::*;
}
pub use error::set_errno;
pub use error::{RawOsError, decode_error_kind, errno, error_string, is_interrupted};
pub use io_slice::{IoSlice, IoSliceMut};
pub use is_terminal::is_terminal;
pub const DEFAULT_BUF_SIZE: usize = if false { 512 } else { 8 * 1024 };
}
pub mod net {
/// This module contains the implementations of `TcpStream`, `TcpListener` and
/// `UdpSocket` as well as related functionality like DNS resolving.
mod connection {
mod socket {
use crate::ffi::c_int;
use crate::{io, io::BorrowedCursor, io::IoSlice, io::IoSliceMut};
use crate::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, ToSocketAddrs};
use crate::time::Duration;
use crate::fmt;
mod unix {
use crate::{io, io::BorrowedCursor, io::IoSlice, io::IoSliceMut};
use crate::net::{Shutdown, SocketAddr};
use crate::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, RawFd};
use crate::sys::fd::FileDesc;
use crate::time::Duration;
pub use crate::sys::{cvt, cvt_r};
pub type wrlen_t = size_t;
pub struct Socket(#[unstable]FileDesc);
pub fn init();
pub fn cvt_gai(err: c_int) -> io::Result<()>;
impl Socket {
pub fn new(family: c_int, ty: c_int) -> io::Result<Socket>;
pub fn new_pair(fam: c_int, ty: c_int) -> io::Result<(Socket, Socket)>;
pub fn connect(&self, addr: &SocketAddr) -> io::Result<()>;
pub fn connect_timeout(&self, addr: &SocketAddr, timeout: Duration) -> io::Result<()>;
pub fn accept(&self, storage: *mut sockaddr, len: *mut socklen_t) -> io::Result<Socket>;
pub fn duplicate(&self) -> io::Result<Socket>;
pub fn send_with_flags(&self, buf: &[u8], flags: c_int) -> io::Result<usize>;
pub fn read(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn read_buf(&self, buf: BorrowedCursor<'_>) -> io::Result<()>;
pub fn read_vectored(&self, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize>;
pub fn is_read_vectored(&self) -> bool;
pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
pub fn recv_msg(&self, msg: &mut libc::msghdr) -> io::Result<usize>;
pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
pub fn write(&self, buf: &[u8]) -> io::Result<usize>;
pub fn write_vectored(&self, bufs: &[IoSlice<'_>]) -> io::Result<usize>;
pub fn is_write_vectored(&self) -> bool;
pub fn send_msg(&self, msg: &mut libc::msghdr) -> io::Result<usize>;
pub fn set_timeout(&self, dur: Option<Duration>, kind: libc::c_int) -> io::Result<()>;
pub fn timeout(&self, kind: libc::c_int) -> io::Result<Option<Duration>>;
pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
pub fn set_linger(&self, linger: Option<Duration>) -> io::Result<()>;
pub fn linger(&self) -> io::Result<Option<Duration>>;
pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
pub fn nodelay(&self) -> io::Result<bool>;
pub fn set_quickack(&self, quickack: bool) -> io::Result<()>;
pub fn quickack(&self) -> io::Result<bool>;
pub fn set_deferaccept(&self, accept: Duration) -> io::Result<()>;
pub fn deferaccept(&self) -> io::Result<Duration>;
pub fn set_passcred(&self, passcred: bool) -> io::Result<()>;
pub fn passcred(&self) -> io::Result<bool>;
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
pub fn set_mark(&self, mark: u32) -> io::Result<()>;
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
pub fn as_raw(&self) -> RawFd;
}
impl AsFd for Socket {
}
impl AsRawFd for Socket {
}
impl IntoRawFd for Socket {
}
impl FromRawFd for Socket {
}
}
pub use unix::*;
pub struct TcpStream { #[unstable]inner: Socket }
impl TcpStream {
pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream>;
pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream>;
pub fn socket(&self) -> &Socket;
pub fn into_socket(self) -> Socket;
pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn read(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn read_buf(&self, buf: BorrowedCursor<'_>) -> io::Result<()>;
pub fn read_vectored(&self, bufs: &mut [IoSliceMut<'_>]) -> io::Result<usize>;
pub fn is_read_vectored(&self) -> bool;
pub fn write(&self, buf: &[u8]) -> io::Result<usize>;
pub fn write_vectored(&self, bufs: &[IoSlice<'_>]) -> io::Result<usize>;
pub fn is_write_vectored(&self) -> bool;
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
pub fn socket_addr(&self) -> io::Result<SocketAddr>;
pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
pub fn duplicate(&self) -> io::Result<TcpStream>;
pub fn set_linger(&self, linger: Option<Duration>) -> io::Result<()>;
pub fn linger(&self) -> io::Result<Option<Duration>>;
pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
pub fn nodelay(&self) -> io::Result<bool>;
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
pub fn ttl(&self) -> io::Result<u32>;
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl fmt::Debug for TcpStream {
}
pub struct TcpListener { #[unstable]inner: Socket }
impl TcpListener {
pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener>;
pub fn socket(&self) -> &Socket;
pub fn into_socket(self) -> Socket;
pub fn socket_addr(&self) -> io::Result<SocketAddr>;
pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>;
pub fn duplicate(&self) -> io::Result<TcpListener>;
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
pub fn ttl(&self) -> io::Result<u32>;
pub fn set_only_v6(&self, only_v6: bool) -> io::Result<()>;
pub fn only_v6(&self) -> io::Result<bool>;
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
}
impl fmt::Debug for TcpListener {
}
pub struct UdpSocket { #[unstable]inner: Socket }
impl UdpSocket {
pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket>;
pub fn socket(&self) -> &Socket;
pub fn into_socket(self) -> Socket;
pub fn peer_addr(&self) -> io::Result<SocketAddr>;
pub fn socket_addr(&self) -> io::Result<SocketAddr>;
pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
pub fn send_to(&self, buf: &[u8], dst: &SocketAddr) -> io::Result<usize>;
pub fn duplicate(&self) -> io::Result<UdpSocket>;
pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
pub fn set_broadcast(&self, broadcast: bool) -> io::Result<()>;
pub fn broadcast(&self) -> io::Result<bool>;
pub fn set_multicast_loop_v4(&self, multicast_loop_v4: bool) -> io::Result<()>;
pub fn multicast_loop_v4(&self) -> io::Result<bool>;
pub fn set_multicast_ttl_v4(&self, multicast_ttl_v4: u32) -> io::Result<()>;
pub fn multicast_ttl_v4(&self) -> io::Result<u32>;
pub fn set_multicast_loop_v6(&self, multicast_loop_v6: bool) -> io::Result<()>;
pub fn multicast_loop_v6(&self) -> io::Result<bool>;
pub fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
pub fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
pub fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
pub fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
pub fn ttl(&self) -> io::Result<u32>;
pub fn take_error(&self) -> io::Result<Option<io::Error>>;
pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
pub fn send(&self, buf: &[u8]) -> io::Result<usize>;
pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()>;
}
impl fmt::Debug for UdpSocket {
}
}
pub use socket::*;
}
pub use connection::*;
mod hostname {
mod unix {
use crate::ffi::OsString;
use crate::io;
pub fn hostname() -> io::Result<OsString>;
}
pub use unix::hostname;
}
pub use hostname::hostname;
}
pub mod os_str {
/// The underlying OsString/OsStr implementation on Unix and many other
/// systems: just a `Vec<u8>`/`[u8]`.
mod bytes {
use core::clone::CloneToUninit;
use crate::borrow::Cow;
use crate::collections::TryReserveError;
use crate::rc::Rc;
use crate::sync::Arc;
use crate::{fmt, str};
#[repr(transparent)]pub struct Buf { pub inner: Vec<u8> }
impl ::core::hash::Hash for Buf {
}
#[repr(transparent)]pub struct Slice { pub inner: [u8] }
impl fmt::Debug for Buf {
}
impl fmt::Display for Buf {
}
impl fmt::Debug for Slice {
}
impl fmt::Display for Slice {
}
impl Clone for Buf {
}
impl Buf {
pub fn into_encoded_bytes(self) -> Vec<u8>;
pub unsafe fn from_encoded_bytes_unchecked(s: Vec<u8>) -> Self;
pub fn into_string(self) -> Result<String, Buf>;
pub const fn from_string(s: String) -> Buf { Buf { inner: s.into_bytes() } }
pub fn with_capacity(capacity: usize) -> Buf;
pub fn clear(&mut self);
pub fn capacity(&self) -> usize;
pub fn push_slice(&mut self, s: &Slice);
pub fn push_str(&mut self, s: &str);
pub fn reserve(&mut self, additional: usize);
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
pub fn reserve_exact(&mut self, additional: usize);
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
pub fn shrink_to_fit(&mut self);
pub fn shrink_to(&mut self, min_capacity: usize);
pub fn as_slice(&self) -> &Slice;
pub fn as_mut_slice(&mut self) -> &mut Slice;
pub fn leak<'a>(self) -> &'a mut Slice;
pub fn into_box(self) -> Box<Slice>;
pub fn from_box(boxed: Box<Slice>) -> Buf;
pub fn into_arc(&self) -> Arc<Slice>;
pub fn into_rc(&self) -> Rc<Slice>;
/// Provides plumbing to `Vec::truncate` without giving full mutable access
/// to the `Vec`.
pub unsafe fn truncate_unchecked(&mut self, len: usize);
/// Provides plumbing to `Vec::extend_from_slice` without giving full
/// mutable access to the `Vec`.
pub unsafe fn extend_from_slice_unchecked(&mut self, other: &[u8]);
}
impl Slice {
pub fn as_encoded_bytes(&self) -> &[u8];
pub unsafe fn from_encoded_bytes_unchecked(s: &[u8]) -> &Slice;
pub fn check_public_boundary(&self, index: usize);
pub fn from_str(s: &str) -> &Slice;
pub fn to_str(&self) -> Result<&str, crate::str::Utf8Error>;
pub fn to_string_lossy(&self) -> Cow<'_, str>;
pub fn to_owned(&self) -> Buf;
pub fn clone_into(&self, buf: &mut Buf);
pub fn empty_box() -> Box<Slice>;
pub fn into_arc(&self) -> Arc<Slice>;
pub fn into_rc(&self) -> Rc<Slice>;
pub fn make_ascii_lowercase(&mut self);
pub fn make_ascii_uppercase(&mut self);
pub fn to_ascii_lowercase(&self) -> Buf;
pub fn to_ascii_uppercase(&self) -> Buf;
pub fn is_ascii(&self) -> bool;
pub fn eq_ignore_ascii_case(&self, other: &Self) -> bool;
}
#[unstable]unsafe impl CloneToUninit for Slice {
}
}
pub use bytes::{Buf, Slice};
}
pub mod path {
mod unix {
use crate::ffi::OsStr;
use crate::path::Prefix;
pub fn is_sep_byte(b: u8) -> bool;
pub fn is_verbatim_sep(b: u8) -> bool;
pub fn parse_prefix(_: &OsStr) -> Option<Prefix<'_>>;
pub const HAS_PREFIXES: bool = false;
pub const MAIN_SEP_STR: &str = "/";
pub const MAIN_SEP: char = '/';
}
pub use unix::*;
}
pub mod pipe {
mod unix {
use crate::io;
use crate::sys::fd::FileDesc;
pub type Pipe = FileDesc;
pub fn pipe() -> io::Result<(Pipe, Pipe)>;
}
pub use unix::{Pipe, pipe};
}
/// Runtime lookup of operating system / platform version.
pub mod platform_version {
}
pub mod process {
mod unix {
mod common {
pub use self::cstring_array::CStringArray;
use self::cstring_array::CStringIter;
use crate::ffi::{CStr, CString, OsStr};
use crate::os::unix::prelude::*;
use crate::path::Path;
use crate::process::StdioPipes;
use crate::sys::fd::FileDesc;
use crate::sys::fs::File;
use crate::sys::pipe::pipe;
use crate::sys::process::env::{CommandEnv, CommandEnvs};
use crate::{fmt, io};
mod cstring_array {
use crate::ffi::{CStr, CString, c_char};
use crate::ops::Index;
use crate::fmt;
/// Helper type to manage ownership of the strings within a C-style array.
pub struct CStringArray { #[unstable]ptrs: Vec<*const c_char> }
impl CStringArray {
/// Creates a new `CStringArray` with enough capacity to hold `capacity`
/// strings.
pub fn with_capacity(capacity: usize) -> Self;
/// Replace the string at position `index`.
pub fn write(&mut self, index: usize, item: CString);
/// Push an additional string to the array.
pub fn push(&mut self, item: CString);
/// Returns a pointer to the C-string array managed by this type.
pub fn as_ptr(&self) -> *const *const c_char;
/// Returns an iterator over all `CStr`s contained in this array.
pub fn iter(&self) -> CStringIter<'_>;
}
impl Index<usize> for CStringArray {
type Output = CStr;
}
impl fmt::Debug for CStringArray {
}
unsafe impl Send for CStringArray {
}
unsafe impl Sync for CStringArray {
}
impl Drop for CStringArray {
}
/// An iterator over all `CStr`s contained in a `CStringArray`.
pub struct CStringIter<'a> { #[unstable]iter: crate::slice::Iter<'a, *const c_char> }
impl<'a> ::core::clone::Clone for CStringIter<'a> {
}
impl<'a> Iterator for CStringIter<'a> {
type Item = &'a CStr;
}
impl<'a> ExactSizeIterator for CStringIter<'a> {
}
}
pub struct Command { #[unstable]program: CString, #[unstable]args: CStringArray, #[unstable]env: CommandEnv, #[unstable]program_kind: ProgramKind, #[unstable]cwd: Option<CString>, #[unstable]chroot: Option<CString>, #[unstable]uid: (), #[unstable]gid: (), #[unstable]saw_nul: bool, #[unstable]closures: Vec<Box<dyn FnMut() -> io::Result<()> + Send + Sync>>, #[unstable]groups: (), #[unstable]stdin: Option<Stdio>, #[unstable]stdout: Option<Stdio>, #[unstable]stderr: Option<Stdio>, #[unstable]create_pidfd: bool, #[unstable]pgroup: (), #[unstable]setsid: bool }
pub struct ChildPipes { pub stdin: ChildStdio, pub stdout: ChildStdio, pub stderr: ChildStdio }
pub enum ChildStdio {
Inherit,
Explicit(c_int),
Owned(FileDesc)
}
pub enum Stdio {
Inherit,
Null,
MakePipe,
Fd(FileDesc),
StaticFd(BorrowedFd<'static>)
}
impl ::core::fmt::Debug for Stdio {
}
pub enum ProgramKind {
/// A program that would be looked up on the PATH (e.g. `ls`)
PathLookup,
/// A relative path (e.g. `my-dir/foo`, `../foo`, `./foo`)
Relative,
/// An absolute path.
Absolute
}
impl ::core::marker::Copy for ProgramKind {
}
impl ::core::clone::Clone for ProgramKind {
}
impl ::core::fmt::Debug for ProgramKind {
}
impl ::core::cmp::Eq for ProgramKind {
}
impl ::core::cmp::PartialEq for ProgramKind {
}
impl ProgramKind {
fn new(program: &OsStr) -> Self;
}
impl Command {
pub fn new(program: &OsStr) -> Command;
pub fn set_arg_0(&mut self, arg: &OsStr);
pub fn arg(&mut self, arg: &OsStr);
pub fn cwd(&mut self, dir: &OsStr);
pub fn uid(&mut self, id: uid_t);
pub fn gid(&mut self, id: gid_t);
pub fn groups(&mut self, groups: &[gid_t]);
pub fn pgroup(&mut self, pgroup: pid_t);
pub fn chroot(&mut self, dir: &Path);
pub fn setsid(&mut self, setsid: bool);
pub fn create_pidfd(&mut self, val: bool);
pub fn get_create_pidfd(&self) -> bool;
pub fn saw_nul(&self) -> bool;
pub fn get_program(&self) -> &OsStr;
pub fn get_program_kind(&self) -> ProgramKind;
pub fn get_args(&self) -> CommandArgs<'_>;
pub fn get_envs(&self) -> CommandEnvs<'_>;
pub fn get_env_clear(&self) -> bool;
pub fn get_current_dir(&self) -> Option<&Path>;
pub fn get_argv(&self) -> &CStringArray;
pub fn get_program_cstr(&self) -> &CStr;
pub fn get_cwd(&self) -> Option<&CStr>;
pub fn get_uid(&self) -> Option<uid_t>;
pub fn get_gid(&self) -> Option<gid_t>;
pub fn get_groups(&self) -> Option<&[gid_t]>;
pub fn get_pgroup(&self) -> Option<pid_t>;
pub fn get_chroot(&self) -> Option<&CStr>;
pub fn get_setsid(&self) -> bool;
pub fn get_closures(&mut self) -> &mut Vec<Box<dyn FnMut() -> io::Result<()> + Send + Sync>>;
pub unsafe fn pre_exec(&mut self, f: Box<dyn FnMut() -> io::Result<()> + Send + Sync>);
pub fn stdin(&mut self, stdin: Stdio);
pub fn stdout(&mut self, stdout: Stdio);
pub fn stderr(&mut self, stderr: Stdio);
pub fn env_mut(&mut self) -> &mut CommandEnv;
pub fn capture_env(&mut self) -> Option<CStringArray>;
pub fn env_saw_path(&self) -> bool;
pub fn program_is_path(&self) -> bool;
pub fn setup_io(&self, default: Stdio, needs_stdin: bool) -> io::Result<(StdioPipes, ChildPipes)>;
}
impl Stdio {
pub fn to_child_stdio(&self, readable: bool) -> io::Result<(ChildStdio, Option<ChildPipe>)>;
}
impl From<FileDesc> for Stdio {
}
impl From<File> for Stdio {
}
impl From<io::Stdout> for Stdio {
}
impl From<io::Stderr> for Stdio {
}
impl ChildStdio {
pub fn fd(&self) -> Option<c_int>;
}
impl fmt::Debug for Command {
}
pub struct ExitCode(#[unstable]u8);
impl ::core::cmp::PartialEq for ExitCode {
}
impl ::core::cmp::Eq for ExitCode {
}
impl ::core::clone::Clone for ExitCode {
}
impl ::core::marker::Copy for ExitCode {
}
impl fmt::Debug for ExitCode {
}
impl ExitCode {
pub const SUCCESS: ExitCode = ExitCode(EXIT_SUCCESS as _);
pub const FAILURE: ExitCode = ExitCode(EXIT_FAILURE as _);
pub fn as_i32(&self) -> i32;
}
impl From<u8> for ExitCode {
}
pub struct CommandArgs<'a> { #[unstable]iter: CStringIter<'a> }
impl<'a> Iterator for CommandArgs<'a> {
type Item = &'a OsStr;
}
impl<'a> ExactSizeIterator for CommandArgs<'a> {
}
impl<'a> fmt::Debug for CommandArgs<'a> {
}
pub type ChildPipe = crate::sys::pipe::Pipe;
pub fn read_output(out: ChildPipe, stdout: &mut Vec<u8>, err: ChildPipe, stderr: &mut Vec<u8>) -> io::Result<()>;
}
mod unix {
use super::common::*;
use crate::{io, io::Error};
use crate::num::NonZero;
use crate::process::StdioPipes;
use crate::sys::pal::linux::pidfd::PidFd;
use crate::fmt;
impl Command {
pub fn spawn(&mut self, default: Stdio, needs_stdin: bool) -> io::Result<(Process, StdioPipes)>;
pub fn exec(&mut self, default: Stdio) -> io::Error;
}
/// The unique ID of the process (this should never be negative).
pub struct Process { #[unstable]pid: (), #[unstable]status: Option<ExitStatus>, #[unstable]pidfd: Option<PidFd> }
impl Process {
/// # Safety
unsafe fn new(pid: pid_t, pidfd: pid_t) -> Self;
pub fn id(&self) -> u32;
pub fn kill(&self) -> io::Result<()>;
pub fn wait(&mut self) -> io::Result<ExitStatus>;
pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>>;
}
/// Unix exit statuses
pub struct ExitStatus(#[unstable]());
impl ::core::cmp::PartialEq for ExitStatus {
}
impl ::core::cmp::Eq for ExitStatus {
}
impl ::core::clone::Clone for ExitStatus {
}
impl ::core::marker::Copy for ExitStatus {
}
impl ::core::default::Default for ExitStatus {
}
impl fmt::Debug for ExitStatus {
}
impl ExitStatus {
pub fn new(status: c_int) -> ExitStatus;
pub fn from_waitid_siginfo(siginfo: libc::siginfo_t) -> ExitStatus;
pub fn exit_ok(&self) -> Result<(), ExitStatusError>;
pub fn code(&self) -> Option<i32>;
pub fn signal(&self) -> Option<i32>;
pub fn core_dumped(&self) -> bool;
pub fn stopped_signal(&self) -> Option<i32>;
pub fn continued(&self) -> bool;
pub fn into_raw(&self) -> c_int;
}
impl From<c_int> for ExitStatus {
}
impl fmt::Display for ExitStatus {
}
pub struct ExitStatusError(#[unstable]());
impl ::core::cmp::PartialEq for ExitStatusError {
}
impl ::core::cmp::Eq for ExitStatusError {
}
impl ::core::clone::Clone for ExitStatusError {
}
impl ::core::marker::Copy for ExitStatusError {
}
impl Into<ExitStatus> for ExitStatusError {
}
impl fmt::Debug for ExitStatusError {
}
impl ExitStatusError {
pub fn code(self) -> Option<NonZero<i32>>;
}
}
pub use imp::{ExitStatus, ExitStatusError, Process};
pub use self::common::{ChildPipe, Command, CommandArgs, ExitCode, Stdio, read_output};
pub use crate::ffi::OsString as EnvKey;
}
mod env {
use crate::collections::BTreeMap;
use crate::ffi::{OsStr, OsString};
use crate::sys::process::EnvKey;
use crate::fmt;
/// Stores a set of changes to an environment
pub struct CommandEnv { #[unstable]clear: bool, #[unstable]saw_path: bool, #[unstable]vars: BTreeMap<EnvKey, Option<OsString>> }
impl ::core::clone::Clone for CommandEnv {
}
impl ::core::default::Default for CommandEnv {
}
impl fmt::Debug for CommandEnv {
}
impl CommandEnv {
pub fn capture(&self) -> BTreeMap<EnvKey, OsString>;
pub fn is_unchanged(&self) -> bool;
pub fn capture_if_changed(&self) -> Option<BTreeMap<EnvKey, OsString>>;
pub fn set(&mut self, key: &OsStr, value: &OsStr);
pub fn remove(&mut self, key: &OsStr);
pub fn clear(&mut self);
pub fn does_clear(&self) -> bool;
pub fn have_changed_path(&self) -> bool;
pub fn iter(&self) -> CommandEnvs<'_>;
}
pub struct CommandEnvs<'a> { #[unstable]iter: crate::collections::btree_map::Iter<'a, EnvKey, Option<OsString>> }
impl<'a> ::core::fmt::Debug for CommandEnvs<'a> {
}
impl<'a> Iterator for CommandEnvs<'a> {
type Item = (&'a OsStr, Option<&'a OsStr>);
}
impl<'a> ExactSizeIterator for CommandEnvs<'a> {
}
}
pub use env::CommandEnvs;
pub use imp::{ChildPipe, Command, CommandArgs, ExitCode, ExitStatus, ExitStatusError, Process, Stdio, read_output};
pub fn output(cmd: &mut Command) -> crate::io::Result<(ExitStatus, Vec<u8>, Vec<u8>)>;
}
pub mod stdio {
mod unix {
use crate::io;
pub struct Stdin;
pub struct Stdout;
pub struct Stderr;
impl Stdin {
pub const fn new() -> Stdin { Stdin }
}
impl io::Read for Stdin {
}
impl Stdout {
pub const fn new() -> Stdout { Stdout }
}
impl io::Write for Stdout {
}
impl Stderr {
pub const fn new() -> Stderr { Stderr }
}
impl io::Write for Stderr {
}
pub fn is_ebadf(err: &io::Error) -> bool;
pub const STDIN_BUF_SIZE: usize = crate::sys::io::DEFAULT_BUF_SIZE;
pub fn panic_output() -> Option<impl io::Write>;
}
pub use unix::*;
}
pub mod sync {
mod condvar {
mod futex {
use crate::sys::futex::Futex;
use crate::sys::sync::Mutex;
use crate::time::Duration;
pub struct Condvar { #[unstable]futex: Futex }
impl Condvar {
pub const fn new() -> Self { Self { futex: Futex::new(0) } }
pub fn notify_one(&self);
pub fn notify_all(&self);
pub unsafe fn wait(&self, mutex: &Mutex);
pub unsafe fn wait_timeout(&self, mutex: &Mutex, timeout: Duration) -> bool;
}
}
pub use futex::Condvar;
}
mod mutex {
mod futex {
use crate::sys::futex;
type Futex = futex::SmallFutex;
type State = futex::SmallPrimitive;
pub struct Mutex { #[unstable]futex: Futex }
const UNLOCKED: State = 0;
impl Mutex {
pub const fn new() -> Self { Self { futex: Futex::new(UNLOCKED) } }
pub fn try_lock(&self) -> bool;
pub fn lock(&self);
pub unsafe fn unlock(&self);
fn wake(&self);
}
}
pub use futex::Mutex;
}
mod once {
mod futex {
use crate::cell::Cell;
use crate::sync as public;
use crate::sync::once::OnceExclusiveState;
use crate::sys::futex::{Futex, Primitive};
/// No initialization has run yet, and no thread is currently using the Once.
const INCOMPLETE: Primitive = 3;
pub struct OnceState { #[unstable]poisoned: bool, #[unstable]set_state_to: Cell<Primitive> }
impl OnceState {
pub fn is_poisoned(&self) -> bool;
pub fn poison(&self);
}
pub struct Once { #[unstable]state_and_queued: Futex }
impl Once {
pub const fn new() -> Once { Once { state_and_queued: Futex::new(INCOMPLETE) } }
pub fn is_completed(&self) -> bool;
pub(crate) fn state(&mut self) -> OnceExclusiveState;
pub fn wait(&self, ignore_poisoning: bool);
pub fn call(&self, ignore_poisoning: bool, f: &mut dyn FnMut(&public::OnceState));
}
}
pub use futex::{Once, OnceState};
}
mod rwlock {
mod futex {
use crate::sys::futex::Futex;
pub struct RwLock { #[unstable]state: Futex, #[unstable]writer_notify: Futex }
impl RwLock {
pub const fn new() -> Self { Self { state: Futex::new(0), writer_notify: Futex::new(0) } }
pub fn try_read(&self) -> bool;
pub fn read(&self);
/// # Safety
pub unsafe fn read_unlock(&self);
pub fn try_write(&self) -> bool;
pub fn write(&self);
/// # Safety
pub unsafe fn write_unlock(&self);
/// # Safety
pub unsafe fn downgrade(&self);
}
}
pub use futex::RwLock;
}
mod thread_parking {
mod futex {
use crate::pin::Pin;
use crate::sys::futex;
use crate::time::Duration;
type Futex = futex::SmallFutex;
type State = futex::SmallPrimitive;
pub struct Parker { #[unstable]state: Futex }
impl Parker {
/// Constructs the futex parker. The UNIX parker implementation
/// requires this to happen in-place.
pub unsafe fn new_in_place(parker: *mut Parker);
pub unsafe fn park(self: Pin<&Self>);
pub unsafe fn park_timeout(self: Pin<&Self>, timeout: Duration);
pub fn unpark(self: Pin<&Self>);
}
}
pub use futex::Parker;
}
pub use condvar::Condvar;
pub use mutex::Mutex;
pub use once::{Once, OnceState};
pub use rwlock::RwLock;
pub use thread_parking::Parker;
}
pub mod thread {
mod unix {
use crate::ffi::CStr;
use crate::num::NonZero;
use crate::thread::ThreadInit;
use crate::time::Duration;
use crate::io;
pub const DEFAULT_MIN_STACK_SIZE: usize = 2 * 1024 * 1024;
pub struct Thread { #[unstable]id: () }
unsafe impl Send for Thread {
}
unsafe impl Sync for Thread {
}
impl Thread {
pub unsafe fn new(stack: usize, init: Box<ThreadInit>) -> io::Result<Thread>;
pub fn join(self);
pub fn id(&self) -> libc::pthread_t;
pub fn into_id(self) -> libc::pthread_t;
}
impl Drop for Thread {
}
pub fn available_parallelism() -> io::Result<NonZero<usize>>;
pub fn current_os_id() -> Option<u64>;
pub fn set_name(name: &CStr);
pub fn sleep(dur: Duration);
pub fn sleep_until(deadline: crate::time::Instant);
pub fn yield_now();
}
pub use unix::{Thread, available_parallelism, current_os_id, sleep, yield_now, DEFAULT_MIN_STACK_SIZE};
pub use unix::set_name;
pub use unix::sleep_until;
mod unsupported {
use crate::io;
use crate::num::NonZero;
use crate::thread::ThreadInit;
use crate::time::Duration;
pub struct Thread(#[unstable]!);
pub const DEFAULT_MIN_STACK_SIZE: usize = 64 * 1024;
impl Thread {
pub unsafe fn new(_stack: usize, _init: Box<ThreadInit>) -> io::Result<Thread>;
pub fn join(self);
}
pub fn available_parallelism() -> io::Result<NonZero<usize>>;
pub fn yield_now();
pub fn sleep(_dur: Duration);
}
}
/// Implementation of the `thread_local` macro.
#[doc(hidden)]#[unstable]pub mod thread_local {
/// Thread local support for platforms with native TLS.
mod native {
mod eager {
enum State {
Initial,
Alive,
Destroyed
}
impl ::core::clone::Clone for State {
}
impl ::core::marker::Copy for State {
}
}
mod lazy {
enum State<D> {
Uninitialized,
Alive,
Destroyed(D)
}
impl<D: ::core::marker::Copy> ::core::marker::Copy for State<D> {
}
impl<D: ::core::clone::Clone> ::core::clone::Clone for State<D> {
}
}
#[doc(hidden)]#[unstable]pub macro thread_local_inner { (@key $t:ty, $(#[$align_attr:meta])*, const $init:expr) => {{ const __RUST_STD_INTERNAL_INIT: $t = $init; unsafe { $crate::thread::LocalKey::new(const { if $crate::mem::needs_drop::<$t>() { |_| { #[thread_local] $(#[$align_attr])* static __RUST_STD_INTERNAL_VAL: $crate::thread::local_impl::EagerStorage<$t> = $crate::thread::local_impl::EagerStorage::new(__RUST_STD_INTERNAL_INIT); __RUST_STD_INTERNAL_VAL.get() } } else { |_| { #[thread_local] $(#[$align_attr])* static __RUST_STD_INTERNAL_VAL: $t = __RUST_STD_INTERNAL_INIT; &__RUST_STD_INTERNAL_VAL } } }) } }}, (@key $t:ty, $(#[$align_attr:meta])*, $init:expr) => {{ #[inline] fn __rust_std_internal_init_fn() -> $t { $init } unsafe { $crate::thread::LocalKey::new(const { if $crate::mem::needs_drop::<$t>() { |__rust_std_internal_init| { #[thread_local] $(#[$align_attr])* static __RUST_STD_INTERNAL_VAL: $crate::thread::local_impl::LazyStorage<$t, ()> = $crate::thread::local_impl::LazyStorage::new(); __RUST_STD_INTERNAL_VAL.get_or_init(__rust_std_internal_init, __rust_std_internal_init_fn) } } else { |__rust_std_internal_init| { #[thread_local] $(#[$align_attr])* static __RUST_STD_INTERNAL_VAL: $crate::thread::local_impl::LazyStorage<$t, !> = $crate::thread::local_impl::LazyStorage::new(); __RUST_STD_INTERNAL_VAL.get_or_init(__rust_std_internal_init, __rust_std_internal_init_fn) } } }) } }}, }
}
pub use native::{EagerStorage, LazyStorage, thread_local_inner};
/// `const`-creatable TLS keys.
pub(crate) mod key {
mod unix {
pub type Key = libc::pthread_key_t;
pub fn create(dtor: Option<unsafe extern "C" fn(*mut u8)>) -> Key;
pub unsafe fn set(key: Key, value: *mut u8);
pub unsafe fn destroy(key: Key);
}
pub(super) use unix::{Key, set};
use unix::{create, destroy};
}
}
pub mod time {
mod unix {
use crate::sys::pal::time::Timespec;
use crate::time::Duration;
use crate::{fmt, io};
pub const UNIX_EPOCH: SystemTime = SystemTime { t: Timespec::zero() };
pub struct SystemTime { #[unstable]pub(crate) t: Timespec }
impl ::core::marker::Copy for SystemTime {
}
impl ::core::clone::Clone for SystemTime {
}
impl ::core::cmp::PartialEq for SystemTime {
}
impl ::core::cmp::Eq for SystemTime {
}
impl ::core::cmp::PartialOrd for SystemTime {
}
impl ::core::cmp::Ord for SystemTime {
}
impl ::core::hash::Hash for SystemTime {
}
impl SystemTime {
pub const MAX: SystemTime = SystemTime { t: Timespec::MAX };
pub const MIN: SystemTime = SystemTime { t: Timespec::MIN };
pub fn new(tv_sec: i64, tv_nsec: i64) -> Result<SystemTime, io::Error>;
pub fn now() -> SystemTime;
pub fn sub_time(&self, other: &SystemTime) -> Result<Duration, Duration>;
pub fn checked_add_duration(&self, other: &Duration) -> Option<SystemTime>;
pub fn checked_sub_duration(&self, other: &Duration) -> Option<SystemTime>;
}
impl fmt::Debug for SystemTime {
}
pub struct Instant { #[unstable]t: Timespec }
impl ::core::marker::Copy for Instant {
}
impl ::core::clone::Clone for Instant {
}
impl ::core::cmp::PartialEq for Instant {
}
impl ::core::cmp::Eq for Instant {
}
impl ::core::cmp::PartialOrd for Instant {
}
impl ::core::cmp::Ord for Instant {
}
impl ::core::hash::Hash for Instant {
}
impl Instant {
pub(crate) const CLOCK_ID: libc::clockid_t = libc::CLOCK_MONOTONIC;
pub fn now() -> Instant;
pub fn checked_sub_instant(&self, other: &Instant) -> Option<Duration>;
pub fn checked_add_duration(&self, other: &Duration) -> Option<Instant>;
pub fn checked_sub_duration(&self, other: &Duration) -> Option<Instant>;
}
impl fmt::Debug for Instant {
}
}
pub use imp::{Instant, SystemTime, UNIX_EPOCH};
}
pub use pal::*;
}
/// Memory allocation APIs.
pub mod alloc {
pub use alloc_crate::alloc::*;
/// The default memory allocator provided by the operating system.
pub struct System;
impl ::core::fmt::Debug for System {
}
impl ::core::default::Default for System {
}
impl ::core::marker::Copy for System {
}
impl ::core::clone::Clone for System {
}
impl System {
}
#[unstable]unsafe impl Allocator for System {
}
#[doc(hidden)]#[unstable]pub fn rust_oom(layout: Layout) -> !;
const _: () = { unsafe fn __rust_alloc_error_handler(size: usize, align: usize) -> ! { rust_oom(::core::alloc::Layout::from_size_align_unchecked(size, align)) } };
}
/// Implementation of various bits and pieces of the `panic!` macro and
/// associated runtime pieces.
mod panicking {
use core::panic::{Location, PanicPayload};
use crate::any::Any;
use crate::panic::PanicHookInfo;
use crate::sys::backtrace;
use crate::{fmt, intrinsics, process};
/// Registers a custom panic hook, replacing the previously registered hook.
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + 'static + Sync + Send>);
/// Unregisters the current panic hook and returns it, registering the default hook
/// in its place.
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + 'static + Sync + Send>;
/// Determines whether the current thread is unwinding because of panic.
pub fn panicking() -> bool;
/// This is the entry point of panicking for the non-format-string variants of
/// panic!() and assert!(). In particular, this is the only entry point that supports
/// arbitrary payloads, not just format strings.
#[unstable]#[lang = "begin_panic"]pub const fn begin_panic<M: Any + Send>(msg: M) -> ! { if false { intrinsics::abort() } struct Payload<A> { inner: Option<A>, } unsafe impl<A: Send + 'static> PanicPayload for Payload<A> { fn take_box(&mut self) -> *mut (dyn Any + Send) { let data = match self.inner.take() { Some(a) => Box::new(a) as Box<dyn Any + Send>, None => process::abort(), }; Box::into_raw(data) } fn get(&mut self) -> &(dyn Any + Send) { match self.inner { Some(ref a) => a, None => process::abort(), } } } impl<A: 'static> fmt::Display for Payload<A> { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { match &self.inner { Some(a) => f.write_str(payload_as_str(a)), None => process::abort(), } } } let loc = Location::caller(); crate::sys::backtrace::__rust_end_short_backtrace(move || { panic_with_hook(&mut Payload { inner: Some(msg) }, loc, true, false) }) }
fn payload_as_str(payload: &dyn Any) -> &str;
/// Central point for dispatching panics.
fn panic_with_hook(payload: &mut dyn PanicPayload, location: &Location<'_>, can_unwind: bool, force_no_backtrace: bool) -> !;
}
pub use core::cfg_select;
#[unstable]pub use core::concat_bytes;
pub use core::matches;
pub use core::primitive;
pub use core::todo;
pub use core::{assert, cfg, column, compile_error, concat, const_format_args, env, file, format_args, format_args_nl, include, include_bytes, include_str, line, log_syntax, module_path, option_env, stringify, trace_macros};
pub use core::{assert_eq, assert_ne, debug_assert, debug_assert_eq, debug_assert_ne, r#try, unimplemented, unreachable, write, writeln};
/// Unstable module containing the unstable `From` derive macro.
#[unstable]pub mod from {
#[unstable]pub use core::from::From;
}
/// The boolean type.
#[rustc_doc_primitive = "bool"]mod prim_bool {
}
/// The `!` type, also called "never".
#[rustc_doc_primitive = "never"]#[unstable]mod prim_never {
}
#[doc(hidden)]impl ! {
}
/// A character type.
#[rustc_doc_primitive = "char"]mod prim_char {
}
/// The `()` type, also called "unit".
#[rustc_doc_primitive = "unit"]mod prim_unit {
}
#[doc(hidden)]impl () {
}
/// Raw, unsafe pointers, `*const T`, and `*mut T`.
#[rustc_doc_primitive = "pointer"]mod prim_pointer {
}
/// A fixed-size array, denoted `[T; N]`, for the element type, `T`, and the
/// non-negative compile-time constant size, `N`.
#[rustc_doc_primitive = "array"]mod prim_array {
}
/// A dynamically-sized view into a contiguous sequence, `[T]`.
#[rustc_doc_primitive = "slice"]mod prim_slice {
}
/// String slices.
#[rustc_doc_primitive = "str"]mod prim_str {
}
/// A finite heterogeneous sequence, `(T, U, ..)`.
#[rustc_doc_primitive = "tuple"]mod prim_tuple {
}
#[doc(hidden)]impl<T> (T,) {
}
/// A 16-bit floating-point type (specifically, the "binary16" type defined in IEEE 754-2008).
#[rustc_doc_primitive = "f16"]#[unstable]mod prim_f16 {
}
/// A 32-bit floating-point type (specifically, the "binary32" type defined in IEEE 754-2008).
#[rustc_doc_primitive = "f32"]mod prim_f32 {
}
/// A 64-bit floating-point type (specifically, the "binary64" type defined in IEEE 754-2008).
#[rustc_doc_primitive = "f64"]mod prim_f64 {
}
/// A 128-bit floating-point type (specifically, the "binary128" type defined in IEEE 754-2008).
#[rustc_doc_primitive = "f128"]#[unstable]mod prim_f128 {
}
/// The 8-bit signed integer type.
#[rustc_doc_primitive = "i8"]mod prim_i8 {
}
/// The 16-bit signed integer type.
#[rustc_doc_primitive = "i16"]mod prim_i16 {
}
/// The 32-bit signed integer type.
#[rustc_doc_primitive = "i32"]mod prim_i32 {
}
/// The 64-bit signed integer type.
#[rustc_doc_primitive = "i64"]mod prim_i64 {
}
/// The 128-bit signed integer type.
#[rustc_doc_primitive = "i128"]mod prim_i128 {
}
/// The 8-bit unsigned integer type.
#[rustc_doc_primitive = "u8"]mod prim_u8 {
}
/// The 16-bit unsigned integer type.
#[rustc_doc_primitive = "u16"]mod prim_u16 {
}
/// The 32-bit unsigned integer type.
#[rustc_doc_primitive = "u32"]mod prim_u32 {
}
/// The 64-bit unsigned integer type.
#[rustc_doc_primitive = "u64"]mod prim_u64 {
}
/// The 128-bit unsigned integer type.
#[rustc_doc_primitive = "u128"]mod prim_u128 {
}
/// The pointer-sized signed integer type.
#[rustc_doc_primitive = "isize"]mod prim_isize {
}
/// The pointer-sized unsigned integer type.
#[rustc_doc_primitive = "usize"]mod prim_usize {
}
/// References, `&T` and `&mut T`.
#[rustc_doc_primitive = "reference"]mod prim_ref {
}
/// Function pointers, like `fn(usize) -> bool`.
#[rustc_doc_primitive = "fn"]mod prim_fn {
}
#[doc(hidden)]impl<Ret, T> fn(T) -> Ret {
}
/// Cast between types, rename an import, or qualify paths to associated items.
#[doc(keyword = "as")]mod as_keyword {
}
/// Exit early from a loop or labelled block.
#[doc(keyword = "break")]mod break_keyword {
}
/// Compile-time constants, compile-time blocks, compile-time evaluable functions, and raw pointers.
#[doc(keyword = "const")]mod const_keyword {
}
/// Skip to the next iteration of a loop.
#[doc(keyword = "continue")]mod continue_keyword {
}
/// A Rust binary or library.
#[doc(keyword = "crate")]mod crate_keyword {
}
/// What expression to evaluate when an [`if`] condition evaluates to [`false`].
#[doc(keyword = "else")]mod else_keyword {
}
/// A type that can be any one of several variants.
#[doc(keyword = "enum")]mod enum_keyword {
}
/// Link to or import external code.
#[doc(keyword = "extern")]mod extern_keyword {
}
/// A value of type [`bool`] representing logical **false**.
#[doc(keyword = "false")]mod false_keyword {
}
/// A function or function pointer.
#[doc(keyword = "fn")]mod fn_keyword {
}
/// Iteration with [`in`], trait implementation with [`impl`], or [higher-ranked trait bounds]
/// (`for<'a>`).
#[doc(keyword = "for")]mod for_keyword {
}
/// Evaluate a block if a condition holds.
#[doc(keyword = "if")]mod if_keyword {
}
/// Implementations of functionality for a type, or a type implementing some functionality.
#[doc(keyword = "impl")]mod impl_keyword {
}
/// Iterate over a series of values with [`for`].
#[doc(keyword = "in")]mod in_keyword {
}
/// Bind a value to a variable.
#[doc(keyword = "let")]mod let_keyword {
}
/// Loop indefinitely.
#[doc(keyword = "loop")]mod loop_keyword {
}
/// Control flow based on pattern matching.
#[doc(keyword = "match")]mod match_keyword {
}
/// Organize code into [modules].
#[doc(keyword = "mod")]mod mod_keyword {
}
/// Capture a [closure]'s environment by value.
#[doc(keyword = "move")]mod move_keyword {
}
/// A mutable variable, reference, or pointer.
#[doc(keyword = "mut")]mod mut_keyword {
}
/// Make an item visible to others.
#[doc(keyword = "pub")]mod pub_keyword {
}
/// Bind by reference during pattern matching.
#[doc(keyword = "ref")]mod ref_keyword {
}
/// Returns a value from a function.
#[doc(keyword = "return")]mod return_keyword {
}
/// Perform a tail-call of a function.
#[doc(keyword = "become")]mod become_keyword {
}
/// The receiver of a method, or the current module.
#[doc(keyword = "self")]mod self_keyword {
}
/// The implementing type within a [`trait`] or [`impl`] block, or the current type within a type
/// definition.
#[doc(keyword = "SelfTy")]mod self_upper_keyword {
}
/// A static item is a value which is valid for the entire duration of your
/// program (a `'static` lifetime).
#[doc(keyword = "static")]mod static_keyword {
}
/// A type that is composed of other types.
#[doc(keyword = "struct")]mod struct_keyword {
}
/// The parent of the current [module].
#[doc(keyword = "super")]mod super_keyword {
}
/// A common interface for a group of types.
#[doc(keyword = "trait")]mod trait_keyword {
}
/// A value of type [`bool`] representing logical **true**.
#[doc(keyword = "true")]mod true_keyword {
}
/// Define an [alias] for an existing type.
#[doc(keyword = "type")]mod type_keyword {
}
/// Code or interfaces whose [memory safety] cannot be verified by the type
/// system.
#[doc(keyword = "unsafe")]mod unsafe_keyword {
}
/// Import or rename items from other crates or modules, use values under ergonomic clones
/// semantic, or specify precise capturing with `use<..>`.
#[doc(keyword = "use")]mod use_keyword {
}
/// Add constraints that must be upheld to use an item.
#[doc(keyword = "where")]mod where_keyword {
}
/// Loop while a condition is upheld.
#[doc(keyword = "while")]mod while_keyword {
}
/// Returns a [`Future`] instead of blocking the current thread.
#[doc(keyword = "async")]mod async_keyword {
}
/// Suspend execution until the result of a [`Future`] is ready.
#[doc(keyword = "await")]mod await_keyword {
}
/// `dyn` is a prefix of a [trait object]'s type.
#[doc(keyword = "dyn")]mod dyn_keyword {
}
/// The [Rust equivalent of a C-style union][union].
#[doc(keyword = "union")]mod union_keyword {
}
#[unstable]mod __restricted_std_workaround {
}
mod sealed {
/// This trait being unreachable from outside the crate
/// prevents outside implementations of our extension traits.
/// This allows adding more trait methods in the future.
#[unstable]pub trait Sealed {
}
}

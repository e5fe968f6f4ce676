//! # The Rust core allocation and collections library
#![no_std]#![feature(lang_items)]
#[prelude_import]use core::prelude::rust_2024::*;
#[macro_use]mod macros {
/// Creates a [`Vec`] containing the arguments.
///
/// `vec!` allows `Vec`s to be defined with the same syntax as array expressions.
/// There are two forms of this macro:
///
/// - Create a [`Vec`] containing a given list of elements:
///
/// ```
/// let v = vec![1, 2, 3];
/// assert_eq!(v[0], 1);
/// assert_eq!(v[1], 2);
/// assert_eq!(v[2], 3);
/// ```
///
/// - Create a [`Vec`] from a given element and size:
///
/// ```
/// let v = vec![1; 3];
/// assert_eq!(v, [1, 1, 1]);
/// ```
///
/// Note that unlike array expressions this syntax supports all elements
/// which implement [`Clone`] and the number of elements doesn't have to be
/// a constant.
///
/// This will use `clone` to duplicate an expression, so one should be careful
/// using this with types having a nonstandard `Clone` implementation. For
/// example, `vec![Rc::new(1); 5]` will create a vector of five references
/// to the same boxed integer value, not five references pointing to independently
/// boxed integers.
///
/// Also, note that `vec![expr; 0]` is allowed, and produces an empty vector.
/// This will still evaluate `expr`, however, and immediately drop the resulting value, so
/// be mindful of side effects.
///
/// [`Vec`]: crate::vec::Vec
#[macro_export]macro_rules! vec { () => ($crate::vec::Vec::new()); ($elem:expr; $n:expr) => ($crate::vec::from_elem($elem, $n)); ($($x:expr),+ $(,)?) => ($crate::boxed::box_assume_init_into_vec_unsafe($crate::intrinsics::write_box_via_move($crate::boxed::Box::new_uninit(), [$($x),+]))); }
/// Creates a `String` using interpolation of runtime expressions.
///
/// The first argument `format!` receives is a format string. This must be a string
/// literal. The power of the formatting string is in the `{}`s contained.
/// Additional parameters passed to `format!` replace the `{}`s within the
/// formatting string in the order given unless named or positional parameters
/// are used.
///
/// See [the formatting syntax documentation in `std::fmt`](../std/fmt/index.html)
/// for details.
///
/// A common use for `format!` is concatenation and interpolation of strings.
/// The same convention is used with [`print!`] and [`write!`] macros,
/// depending on the intended destination of the string; all these macros internally use [`format_args!`].
///
/// To convert a single value to a string, use the [`to_string`] method. This
/// will use the [`Display`] formatting trait.
///
/// To concatenate literals into a `&'static str`, use the [`concat!`] macro.
///
/// [`print!`]: ../std/macro.print.html
/// [`write!`]: core::write
/// [`format_args!`]: core::format_args
/// [`to_string`]: crate::string::ToString
/// [`Display`]: core::fmt::Display
/// [`concat!`]: core::concat
///
/// # Panics
///
/// `format!` panics if a formatting trait implementation returns an error.
/// This indicates an incorrect implementation
/// since `fmt::Write for String` never returns an error itself.
///
/// # Examples
///
/// ```
/// # #![allow(unused_must_use)]
/// format!("test");                             // => "test"
/// format!("hello {}", "world!");               // => "hello world!"
/// format!("x = {}, y = {val}", 10, val = 30);  // => "x = 10, y = 30"
/// let (x, y) = (1, 2);
/// format!("{x} + {y} = 3");                    // => "1 + 2 = 3"
/// ```
#[macro_export]macro_rules! format { ($($arg:tt)*) => { $crate::__export::must_use({ $crate::fmt::format($crate::__export::format_args!($($arg)*)) }) } }
}
#[unstable]mod raw_vec {
use core::marker::{Destruct, PhantomData};
use core::{ptr, ptr::Alignment, ptr::NonNull, ptr::Unique};
use core::{cmp, hint};
use crate::alloc::handle_alloc_error;
use crate::alloc::{Allocator, Global, Layout};
use crate::collections::TryReserveError;
use crate::collections::TryReserveErrorKind::*;
const fn capacity_overflow() -> ! { { ::core::panicking::panic_fmt(format_args!("capacity overflow")); }; }
enum AllocInit {
/// The contents of the new memory are uninitialized.
Uninitialized,
/// The new memory is guaranteed to be zeroed.
Zeroed
}
type Cap = core::num::niche_types::UsizeNoHighBit;
const ZERO_CAP: Cap = unsafe { Cap::new_unchecked(0) };
/// A low-level utility for more ergonomically allocating, reallocating, and deallocating
/// a buffer of memory on the heap without having to worry about all the corner cases
/// involved. This type is excellent for building your own data structures like Vec and VecDeque.
/// In particular:
pub(crate) struct RawVec<T, A: Allocator = Global> { #[unstable]inner: RawVecInner<A>, #[unstable]_marker: PhantomData<T> }
/// Like a `RawVec`, but only generic over the allocator, not the type.
struct RawVecInner<A: Allocator = Global> { #[unstable]ptr: Unique<u8>, #[unstable]cap: Cap, #[unstable]alloc: A }
impl<T> RawVec<T, Global> {
/// Creates the biggest possible `RawVec` (on the system heap)
/// without allocating. If `T` has positive size, then this makes a
/// `RawVec` with capacity `0`. If `T` is zero-sized, then it makes a
/// `RawVec` with capacity `usize::MAX`. Useful for implementing
/// delayed allocation.
pub(crate) const fn new() -> Self { Self::new_in(Global) }
}
impl RawVecInner<Global> {
}
const fn min_non_zero_cap(size: usize) -> usize { if size == 1 { 8 } else if size <= 1024 { 4 } else { 1 } }
impl<T, A: Allocator + Destruct> RawVec<T, A> {
/// Like `with_capacity`, but parameterized over the choice of
/// allocator for the returned `RawVec`.
pub(crate) const fn with_capacity_in(capacity: usize, alloc: A) -> Self { Self { inner: RawVecInner::with_capacity_in(capacity, alloc, T::LAYOUT), _marker: PhantomData, } }
/// A specialized version of `self.reserve(len, 1)` which requires the
/// caller to ensure `len == self.capacity()`.
pub(crate) const fn grow_one(&mut self) { unsafe { self.inner.grow_one(T::LAYOUT) } }
}
impl<T, A: Allocator> RawVec<T, A> {
pub(crate) const MIN_NON_ZERO_CAP: usize = min_non_zero_cap(size_of::<T>());
/// Like `new`, but parameterized over the choice of allocator for
/// the returned `RawVec`.
pub(crate) const fn new_in(alloc: A) -> Self { const { if !(T::LAYOUT.size() % T::LAYOUT.align() == 0) { ::core::panicking::panic("assertion failed: T::LAYOUT.size() % T::LAYOUT.align() == 0") } }; Self { inner: RawVecInner::new_in(alloc, Alignment::of::<T>()), _marker: PhantomData, } }
/// Gets a raw pointer to the start of the allocation. Note that this is
/// `Unique::dangling()` if `capacity == 0` or `T` is zero-sized. In the former case, you must
/// be careful.
pub(crate) const fn ptr(&self) -> *mut T { self.inner.ptr() }
pub(crate) const fn non_null(&self) -> NonNull<T> { self.inner.non_null() }
/// Gets the capacity of the allocation.
pub(crate) const fn capacity(&self) -> usize { self.inner.capacity(size_of::<T>()) }
}
unsafe impl< T, A: Allocator> Drop for RawVec<T, A> {
}
impl<A: Allocator + Destruct> RawVecInner<A> {
const fn with_capacity_in(capacity: usize, alloc: A, elem_layout: Layout) -> Self { match Self::try_allocate_in(capacity, AllocInit::Uninitialized, alloc, elem_layout) { Ok(this) => { unsafe { hint::assert_unchecked(!this.needs_to_grow(0, capacity, elem_layout)); } this } Err(err) => handle_error(err), } }
const fn try_allocate_in(capacity: usize, init: AllocInit, alloc: A, elem_layout: Layout) -> Result<Self, TryReserveError> { let layout = match layout_array(capacity, elem_layout) { Ok(layout) => layout, Err(_) => return Err(CapacityOverflow.into()), }; if layout.size() == 0 { return Ok(Self::new_in(alloc, elem_layout.alignment())); } let result = match init { AllocInit::Uninitialized => alloc.allocate(layout),AllocInit::Zeroed => alloc.allocate_zeroed(layout), }; let ptr = match result { Ok(ptr) => ptr, Err(_) => return Err(AllocError { layout, non_exhaustive: (), }.into()), }; Ok(Self { ptr: Unique::from(ptr.cast()), cap: unsafe { Cap::new_unchecked(capacity) }, alloc, }) }
/// # Safety
/// - `elem_layout` must be valid for `self`, i.e. it must be the same `elem_layout` used to
///   initially construct `self`
/// - `elem_layout`'s size must be a multiple of its alignment
const unsafe fn grow_one(&mut self, elem_layout: Layout) { if let Err(err) = unsafe { self.grow_amortized(self.cap.as_inner(), 1, elem_layout) } { handle_error(err); } }
/// # Safety
/// - `elem_layout` must be valid for `self`, i.e. it must be the same `elem_layout` used to
///   initially construct `self`
/// - `elem_layout`'s size must be a multiple of its alignment
/// - The sum of `len` and `additional` must be greater than the current capacity
const unsafe fn grow_amortized(&mut self, len: usize, additional: usize, elem_layout: Layout) -> Result<(), TryReserveError> { if true { if !(additional > 0) { ::core::panicking::panic("assertion failed: additional > 0") }; }; if elem_layout.size() == 0 { return Err(CapacityOverflow.into()); } let required_cap = len.checked_add(additional).ok_or(CapacityOverflow)?; let cap = cmp::max(self.cap.as_inner() * 2, required_cap); let cap = cmp::max(min_non_zero_cap(elem_layout.size()), cap); let ptr = unsafe { self.finish_grow(cap, elem_layout)? }; unsafe { self.set_ptr_and_cap(ptr, cap) }; Ok(()) }
/// # Safety
/// - `elem_layout` must be valid for `self`, i.e. it must be the same `elem_layout` used to
///   initially construct `self`
/// - `elem_layout`'s size must be a multiple of its alignment
/// - `cap` must be greater than the current capacity
const unsafe fn finish_grow(&self, cap: usize, elem_layout: Layout) -> Result<NonNull<[u8]>, TryReserveError> { let new_layout = layout_array(cap, elem_layout)?; let memory = if let Some((ptr, old_layout)) = unsafe { self.current_memory(elem_layout) } { if true { if !(old_layout.align() == new_layout.align()) { ::core::panicking::panic("assertion failed: old_layout.align() == new_layout.align()") }; }; unsafe { hint::assert_unchecked(old_layout.align() == new_layout.align()); self.alloc.grow(ptr, old_layout, new_layout) } } else { self.alloc.allocate(new_layout) }; match memory { Ok(memory) => Ok(memory), Err(_) => Err(AllocError { layout: new_layout, non_exhaustive: (), }.into()), } }
}
impl<A: Allocator> RawVecInner<A> {
const fn new_in(alloc: A, align: Alignment) -> Self { let ptr = Unique::from_non_null(NonNull::without_provenance(align.as_nonzero())); Self { ptr, cap: ZERO_CAP, alloc } }
const fn ptr<T>(&self) -> *mut T { self.non_null::<T>().as_ptr() }
const fn non_null<T>(&self) -> NonNull<T> { self.ptr.cast().as_non_null_ptr() }
const fn capacity(&self, elem_size: usize) -> usize { if elem_size == 0 { usize::MAX } else { self.cap.as_inner() } }
/// # Safety
/// - `elem_layout` must be valid for `self`, i.e. it must be the same `elem_layout` used to
///   initially construct `self`
/// - `elem_layout`'s size must be a multiple of its alignment
const unsafe fn current_memory(&self, elem_layout: Layout) -> Option<(NonNull<u8>, Layout)> { if elem_layout.size() == 0 || self.cap.as_inner() == 0 { None } else { unsafe { let alloc_size = elem_layout.size().unchecked_mul(self.cap.as_inner()); let layout = Layout::from_size_align_unchecked(alloc_size, elem_layout.align()); Some((self.ptr.into(), layout)) } } }
const fn needs_to_grow(&self, len: usize, additional: usize, elem_layout: Layout) -> bool { additional > self.capacity(elem_layout.size()).wrapping_sub(len) }
const unsafe fn set_ptr_and_cap(&mut self, ptr: NonNull<[u8]>, cap: usize) { self.ptr = Unique::from(ptr.cast()); self.cap = unsafe { Cap::new_unchecked(cap) }; }
}
const fn handle_error(e: TryReserveError) -> ! { match e.kind() { CapacityOverflow => capacity_overflow(), AllocError { layout, .. } => handle_alloc_error(layout), } }
const fn layout_array(cap: usize, elem_layout: Layout) -> Result<Layout, TryReserveError> { if true { if !(elem_layout.size() == elem_layout.pad_to_align().size()) { ::core::panicking::panic("assertion failed: elem_layout.size() == elem_layout.pad_to_align().size()") }; }; match elem_layout.repeat_packed(cap) { Ok(layout) => Ok(layout), Err(_) => Err(CapacityOverflow.into()), } }
}
/// Memory allocation APIs
pub mod alloc {
pub use core::alloc::*;
use core::ptr;
/// The global memory allocator.
#[unstable]#[lang = "global_alloc_ty"]pub struct Global;
#[unstable]impl ::core::marker::Copy for Global {
}
#[unstable]impl ::core::clone::Clone for Global {
}
#[unstable]impl ::core::default::Default for Global {
}
#[unstable]impl ::core::fmt::Debug for Global {
}
/// Allocates memory with the global allocator.
pub unsafe fn alloc(layout: Layout) -> *mut u8;
/// Deallocates memory with the global allocator.
pub unsafe fn dealloc(ptr: *mut u8, layout: Layout);
/// Reallocates memory with the global allocator.
pub unsafe fn realloc(ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8;
/// Allocates zero-initialized memory with the global allocator.
pub unsafe fn alloc_zeroed(layout: Layout) -> *mut u8;
impl Global {
}
#[unstable]unsafe impl Allocator for Global {
}
/// Signals a memory allocation error.
pub const fn handle_alloc_error(layout: Layout) -> ! { const fn ct_error(_: Layout) -> ! { { ::core::panicking::panic_fmt(format_args!("allocation failed")); }; } #[inline] fn rt_error(layout: Layout) -> ! { unsafe { __rust_alloc_error_handler(layout.size(), layout.align()); } } { core::intrinsics::const_eval_select((layout,), ct_error, rt_error) } }
}
/// A module for working with borrowed data.
pub mod borrow {
pub use core::borrow::{Borrow, BorrowMut};
use core::hash::Hash;
use core::ops::{Add, AddAssign};
use core::ops::{Deref, DerefPure};
use Cow::*;
use crate::fmt;
/// A generalization of `Clone` to borrowed data.
pub trait ToOwned {
/// The resulting type after obtaining ownership.
type Owned: Borrow<Self>;
/// Creates owned data from borrowed data, usually by cloning.
fn to_owned(&self) -> Self::Owned;
/// Uses borrowed data to replace owned data, usually by cloning.
fn clone_into(&self, target: &mut Self::Owned) {}
}
impl<T> ToOwned for T where T: Clone {
type Owned = T;
}
/// A clone-on-write smart pointer.
pub enum Cow<'a, B: ?Sized + 'a> where B: ToOwned {
/// Borrowed data.
Borrowed( #[stable(feature = "rust1", since = "1.0.0")] &'a B),
/// Owned data.
Owned( #[stable(feature = "rust1", since = "1.0.0")] <B as ToOwned>::Owned)
}
impl<'a, B: ?Sized + ToOwned> Borrow<B> for Cow<'a, B> {
}
impl<B: ?Sized + ToOwned> Clone for Cow<'_, B> {
}
impl<B: ?Sized + ToOwned> Cow<'_, B> {
/// Acquires a mutable reference to the owned form of the data.
pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned;
/// Extracts the owned data.
pub fn into_owned(self) -> <B as ToOwned>::Owned;
}
impl<B: ?Sized + ToOwned> Deref for Cow<'_, B> {
type Target = B;
}
#[unstable]unsafe impl<T: Clone> DerefPure for Cow<'_, T> {
}
#[unstable]unsafe impl DerefPure for Cow<'_, str> {
}
#[unstable]unsafe impl<T: Clone> DerefPure for Cow<'_, [T]> {
}
impl<B: ?Sized> Eq for Cow<'_, B> where B: Eq + ToOwned {
}
impl<B: ?Sized> Ord for Cow<'_, B> where B: Ord + ToOwned {
}
impl<'a, 'b, B: ?Sized, C: ?Sized> PartialEq<Cow<'b, C>> for Cow<'a, B> where B: PartialEq<C> + ToOwned, C: ToOwned {
}
impl<'a, B: ?Sized> PartialOrd for Cow<'a, B> where B: PartialOrd + ToOwned {
}
impl<B: ?Sized> fmt::Debug for Cow<'_, B> where B: fmt::Debug + ToOwned<Owned : fmt::Debug> {
}
impl<B: ?Sized> fmt::Display for Cow<'_, B> where B: fmt::Display + ToOwned<Owned : fmt::Display> {
}
impl<B: ?Sized> Default for Cow<'_, B> where B: ToOwned<Owned : Default> {
}
impl<B: ?Sized> Hash for Cow<'_, B> where B: Hash + ToOwned {
}
impl<T: ?Sized + ToOwned> AsRef<T> for Cow<'_, T> {
}
impl<'a> Add<&'a str> for Cow<'a, str> {
type Output = Cow<'a, str>;
}
impl<'a> Add<Cow<'a, str>> for Cow<'a, str> {
type Output = Cow<'a, str>;
}
impl<'a> AddAssign<&'a str> for Cow<'a, str> {
}
impl<'a> AddAssign<Cow<'a, str>> for Cow<'a, str> {
}
}
/// The `Box<T>` type for heap allocation.
pub mod boxed {
use core::borrow::{Borrow, BorrowMut};
use core::clone::CloneToUninit;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::hash::{Hash, Hasher};
use core::marker::{Tuple, Unsize};
use core::mem::MaybeUninit;
use core::mem;
use core::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, CoerceUnsized, Coroutine, Deref, DerefMut, DerefPure, DispatchFromDyn, LegacyReceiver};
use core::ops::{Residual, Try};
use core::pin::{Pin, PinCoerceUnsized};
use core::{ptr, ptr::NonNull, ptr::Unique};
use crate::alloc::{Allocator, Global};
/// Conversion related impls for `Box<_>` (`From`, `downcast`, etc)
mod convert {
use core::any::Any;
use core::error::Error;
use core::pin::Pin;
use crate::alloc::Allocator;
use crate::borrow::Cow;
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
impl<T> From<T> for Box<T> {
}
impl<T: ?Sized, A: Allocator> From<Box<T, A>> for Pin<Box<T, A>> where A: 'static {
}
impl<T: Clone> From<&[T]> for Box<[T]> {
}
impl<T: Clone> From<&mut [T]> for Box<[T]> {
}
impl<T: Clone> From<Cow<'_, [T]>> for Box<[T]> {
}
impl From<&str> for Box<str> {
}
impl From<&mut str> for Box<str> {
}
impl From<Cow<'_, str>> for Box<str> {
}
impl<A: Allocator> From<Box<str, A>> for Box<[u8], A> {
}
impl<T, const N : usize> From<[T; N]> for Box<[T]> {
}
impl<T, const N : usize> TryFrom<Box<[T]>> for Box<[T; N]> {
type Error = Box<[T]>;
}
impl<T, const N : usize> TryFrom<Vec<T>> for Box<[T; N]> {
type Error = Vec<T>;
}
impl<A: Allocator> Box<dyn Any, A> {
/// Attempts to downcast the box to a concrete type.
pub fn downcast<T: Any>(self) -> Result<Box<T, A>, Self>;
}
impl<A: Allocator> Box<dyn Any + Send, A> {
/// Attempts to downcast the box to a concrete type.
pub fn downcast<T: Any>(self) -> Result<Box<T, A>, Self>;
}
impl<A: Allocator> Box<dyn Any + Send + Sync, A> {
/// Attempts to downcast the box to a concrete type.
pub fn downcast<T: Any>(self) -> Result<Box<T, A>, Self>;
}
impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {
}
impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {
}
impl<'a> From<String> for Box<dyn Error + Send + Sync + 'a> {
}
impl<'a> From<String> for Box<dyn Error + 'a> {
}
impl<'a> From<&str> for Box<dyn Error + Send + Sync + 'a> {
}
impl<'a> From<&str> for Box<dyn Error + 'a> {
}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + Send + Sync + 'a> {
}
impl<'a, 'b> From<Cow<'b, str>> for Box<dyn Error + 'a> {
}
impl dyn Error {
/// Attempts to downcast the box to a concrete type.
#[rustc_allow_incoherent_impl]pub fn downcast<T: Error + 'static>(self: Box<Self>) -> Result<Box<T>, Box<dyn Error>>;
}
impl dyn Error + Send {
/// Attempts to downcast the box to a concrete type.
#[rustc_allow_incoherent_impl]pub fn downcast<T: Error + 'static>(self: Box<Self>) -> Result<Box<T>, Box<dyn Error + Send>>;
}
impl dyn Error + Send + Sync {
/// Attempts to downcast the box to a concrete type.
#[rustc_allow_incoherent_impl]pub fn downcast<T: Error + 'static>(self: Box<Self>) -> Result<Box<T>, Box<Self>>;
}
}
/// Iterator related impls for `Box<_>`.
mod iter {
use core::async_iter::AsyncIterator;
use core::iter::FusedIterator;
use core::slice;
use crate::alloc::Allocator;
use crate::borrow::Cow;
use crate::boxed::Box;
use crate::string::String;
use crate::vec;
impl<I: Iterator + ?Sized, A: Allocator> Iterator for Box<I, A> {
type Item = I::Item;
}
impl<I: DoubleEndedIterator + ?Sized, A: Allocator> DoubleEndedIterator for Box<I, A> {
}
impl<I: ExactSizeIterator + ?Sized, A: Allocator> ExactSizeIterator for Box<I, A> {
}
impl<I: FusedIterator + ?Sized, A: Allocator> FusedIterator for Box<I, A> {
}
#[unstable]impl<S: ?Sized + AsyncIterator + Unpin> AsyncIterator for Box<S> {
type Item = S::Item;
}
impl<I, A: Allocator> !Iterator for Box<[I], A> {
}
impl<'a, I, A: Allocator> !Iterator for &'a Box<[I], A> {
}
impl<'a, I, A: Allocator> !Iterator for &'a mut Box<[I], A> {
}
impl<I, A: Allocator> IntoIterator for Box<[I], A> {
type IntoIter = vec::IntoIter<I, A>;
type Item = I;
}
impl<'a, I, A: Allocator> IntoIterator for &'a Box<[I], A> {
type IntoIter = slice::Iter<'a, I>;
type Item = &'a I;
}
impl<'a, I, A: Allocator> IntoIterator for &'a mut Box<[I], A> {
type IntoIter = slice::IterMut<'a, I>;
type Item = &'a mut I;
}
impl<I> FromIterator<I> for Box<[I]> {
}
impl FromIterator<char> for Box<str> {
}
impl<'a> FromIterator<&'a char> for Box<str> {
}
impl<'a> FromIterator<&'a str> for Box<str> {
}
impl FromIterator<String> for Box<str> {
}
impl<A: Allocator> FromIterator<Box<str, A>> for Box<str> {
}
impl<'a> FromIterator<Cow<'a, str>> for Box<str> {
}
}
/// A pointer type that uniquely owns a heap allocation of type `T`.
#[lang = "owned_box"]#[fundamental]pub struct Box<T: ?Sized, A: Allocator = Global>(#[unstable]Unique<T>, #[unstable]A);
/// Helper for `vec!`.
#[doc(hidden)]#[unstable]pub fn box_assume_init_into_vec_unsafe<T, const N : usize>(b: Box<MaybeUninit<[T; N]>>) -> crate::vec::Vec<T>;
impl<T> Box<T> {
/// Allocates memory on the heap and then places `x` into it.
pub fn new(x: T) -> Self;
/// Constructs a new box with uninitialized contents.
pub fn new_uninit() -> Box<mem::MaybeUninit<T>>;
/// Constructs a new `Box` with uninitialized contents, with the memory
/// being filled with `0` bytes.
pub fn new_zeroed() -> Box<mem::MaybeUninit<T>>;
/// Constructs a new `Pin<Box<T>>`. If `T` does not implement [`Unpin`], then
/// `x` will be pinned in memory and unable to be moved.
pub fn pin(x: T) -> Pin<Box<T>>;
/// Maps the value in a box, reusing the allocation if possible.
#[unstable]pub fn map<U>(this: Self, f: impl FnOnce(T) -> U) -> Box<U>;
/// Attempts to map the value in a box, reusing the allocation if possible.
#[unstable]pub fn try_map<R>(this: Self, f: impl FnOnce(T) -> R) -> <R::Residual as Residual<Box<R::Output>>>::TryType where R: Try, R::Residual: Residual<Box<R::Output>>;
}
impl<T, A: Allocator> Box<T, A> {
/// Allocates memory in the given allocator then places `x` into it.
#[unstable]pub fn new_in(x: T, alloc: A) -> Self where A: Allocator;
/// Consumes the `Box`, returning the wrapped value.
#[unstable]pub fn into_inner(boxed: Self) -> T;
/// Consumes the `Box` without consuming its allocation, returning the wrapped value and a `Box`
/// to the uninitialized memory where the wrapped value used to live.
#[unstable]pub fn take(boxed: Self) -> (T, Box<mem::MaybeUninit<T>, A>);
}
impl<T: ?Sized + CloneToUninit> Box<T> {
}
impl<T: ?Sized + CloneToUninit, A: Allocator> Box<T, A> {
}
impl<T> Box<[T]> {
/// Constructs a new boxed slice with uninitialized contents.
pub fn new_uninit_slice(len: usize) -> Box<[mem::MaybeUninit<T>]>;
/// Constructs a new boxed slice with uninitialized contents, with the memory
/// being filled with `0` bytes.
pub fn new_zeroed_slice(len: usize) -> Box<[mem::MaybeUninit<T>]>;
}
impl<T, A: Allocator> Box<[T], A> {
}
impl<T, A: Allocator> Box<mem::MaybeUninit<T>, A> {
/// Converts to `Box<T, A>`.
pub unsafe fn assume_init(self) -> Box<T, A>;
/// Writes the value and converts to `Box<T, A>`.
pub fn write(mut boxed: Self, value: T) -> Box<T, A>;
}
impl<T, A: Allocator> Box<[mem::MaybeUninit<T>], A> {
/// Converts to `Box<[T], A>`.
pub unsafe fn assume_init(self) -> Box<[T], A>;
}
impl<T: ?Sized> Box<T> {
/// Constructs a box from a raw pointer.
pub unsafe fn from_raw(raw: *mut T) -> Self;
/// Constructs a box from a `NonNull` pointer.
#[unstable]pub unsafe fn from_non_null(ptr: NonNull<T>) -> Self;
/// Consumes the `Box`, returning a wrapped raw pointer.
pub fn into_raw(b: Self) -> *mut T;
}
impl<T: ?Sized, A: Allocator> Box<T, A> {
/// Returns a raw mutable pointer to the `Box`'s contents.
#[unstable]pub fn as_mut_ptr(b: &mut Self) -> *mut T;
/// Returns a raw pointer to the `Box`'s contents.
#[unstable]pub fn as_ptr(b: &Self) -> *const T;
/// Consumes and leaks the `Box`, returning a mutable reference,
/// `&'a mut T`.
pub fn leak<'a>(b: Self) -> &'a mut T where A: 'a;
/// Converts a `Box<T>` into a `Pin<Box<T>>`. If `T` does not implement [`Unpin`], then
/// `*boxed` will be pinned in memory and unable to be moved.
pub fn into_pin(boxed: Self) -> Pin<Self> where A: 'static;
}
unsafe impl< T: ?Sized, A: Allocator> Drop for Box<T, A> {
}
impl<T: Default> Default for Box<T> {
}
impl<T> Default for Box<[T]> {
}
impl Default for Box<str> {
}
impl<T> Default for Pin<Box<T>> where T: ?Sized, Box<T>: Default {
}
impl<T: Clone, A: Allocator + Clone> Clone for Box<T, A> {
}
impl<T: Clone, A: Allocator + Clone> Clone for Box<[T], A> {
}
impl Clone for Box<str> {
}
impl<T: ?Sized + PartialEq, A: Allocator> PartialEq for Box<T, A> {
}
impl<T: ?Sized + PartialOrd, A: Allocator> PartialOrd for Box<T, A> {
}
impl<T: ?Sized + Ord, A: Allocator> Ord for Box<T, A> {
}
impl<T: ?Sized + Eq, A: Allocator> Eq for Box<T, A> {
}
impl<T: ?Sized + Hash, A: Allocator> Hash for Box<T, A> {
}
impl<T: ?Sized + Hasher, A: Allocator> Hasher for Box<T, A> {
}
impl<T: fmt::Display + ?Sized, A: Allocator> fmt::Display for Box<T, A> {
}
impl<T: fmt::Debug + ?Sized, A: Allocator> fmt::Debug for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> fmt::Pointer for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> Deref for Box<T, A> {
type Target = T;
}
impl<T: ?Sized, A: Allocator> DerefMut for Box<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> DerefPure for Box<T, A> {
}
#[unstable]impl<T: ?Sized, A: Allocator> LegacyReceiver for Box<T, A> {
}
impl<Args: Tuple, F: FnOnce<Args> + ?Sized, A: Allocator> FnOnce<Args> for Box<F, A> {
type Output = <F as FnOnce<Args>>::Output;
}
impl<Args: Tuple, F: FnMut<Args> + ?Sized, A: Allocator> FnMut<Args> for Box<F, A> {
}
impl<Args: Tuple, F: Fn<Args> + ?Sized, A: Allocator> Fn<Args> for Box<F, A> {
}
impl<Args: Tuple, F: AsyncFnOnce<Args> + ?Sized, A: Allocator> AsyncFnOnce<Args> for Box<F, A> {
type Output = F::Output;
type CallOnceFuture = F::CallOnceFuture;
}
impl<Args: Tuple, F: AsyncFnMut<Args> + ?Sized, A: Allocator> AsyncFnMut<Args> for Box<F, A> {
type CallRefFuture<'a> = F::CallRefFuture<'a> where Self: 'a;
}
impl<Args: Tuple, F: AsyncFn<Args> + ?Sized, A: Allocator> AsyncFn<Args> for Box<F, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized, A: Allocator> CoerceUnsized<Box<U, A>> for Box<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> PinCoerceUnsized for Box<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Box<U>> for Box<T, Global> {
}
impl<T: ?Sized, A: Allocator> Borrow<T> for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> BorrowMut<T> for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> AsRef<T> for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> AsMut<T> for Box<T, A> {
}
impl<T: ?Sized, A: Allocator> Unpin for Box<T, A> {
}
#[unstable]impl<G: ?Sized + Coroutine<R> + Unpin, R, A: Allocator> Coroutine<R> for Box<G, A> {
type Yield = G::Yield;
type Return = G::Return;
}
#[unstable]impl<G: ?Sized + Coroutine<R>, R, A: Allocator> Coroutine<R> for Pin<Box<G, A>> where A: 'static {
type Yield = G::Yield;
type Return = G::Return;
}
impl<F: ?Sized + Future + Unpin, A: Allocator> Future for Box<F, A> {
type Output = F::Output;
}
impl<E: Error> Error for Box<E> {
}
#[unstable]unsafe impl<T: ?Sized + Allocator, A: Allocator> Allocator for Box<T, A> {
}
}
/// The `ByteStr` and `ByteString` types and trait implementations.
#[unstable]pub mod bstr {
use core::borrow::{Borrow, BorrowMut};
#[unstable]pub use core::bstr::ByteStr;
use core::ops::{Deref, DerefMut, DerefPure, Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use core::str::FromStr;
use core::{fmt, hash};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use crate::vec::Vec;
/// A wrapper for `Vec<u8>` representing a human-readable string that's conventionally, but not
/// always, UTF-8.
#[unstable]#[repr(transparent)]pub struct ByteString(pub Vec<u8>);
#[unstable]impl ::core::clone::Clone for ByteString {
}
impl ByteString {
pub(crate) fn as_bytes(&self) -> &[u8];
}
#[unstable]impl Deref for ByteString {
type Target = Vec<u8>;
}
#[unstable]impl DerefMut for ByteString {
}
#[unstable]unsafe impl DerefPure for ByteString {
}
#[unstable]impl fmt::Debug for ByteString {
}
#[unstable]impl fmt::Display for ByteString {
}
#[unstable]impl AsRef<[u8]> for ByteString {
}
#[unstable]impl AsRef<ByteStr> for ByteString {
}
#[unstable]impl AsMut<[u8]> for ByteString {
}
#[unstable]impl AsMut<ByteStr> for ByteString {
}
#[unstable]impl Borrow<[u8]> for ByteString {
}
#[unstable]impl Borrow<ByteStr> for ByteString {
}
#[unstable]impl BorrowMut<[u8]> for ByteString {
}
#[unstable]impl BorrowMut<ByteStr> for ByteString {
}
#[unstable]impl Default for ByteString {
}
#[unstable]impl From<ByteString> for Vec<u8> {
}
#[unstable]impl<'a> From<&'a ByteStr> for ByteString {
}
#[unstable]impl<'a> From<ByteString> for Cow<'a, ByteStr> {
}
#[unstable]impl<'a> From<&'a ByteString> for Cow<'a, ByteStr> {
}
#[unstable]impl FromIterator<char> for ByteString {
}
#[unstable]impl FromIterator<u8> for ByteString {
}
#[unstable]impl<'a> FromIterator<&'a str> for ByteString {
}
#[unstable]impl<'a> FromIterator<&'a [u8]> for ByteString {
}
#[unstable]impl<'a> FromIterator<&'a ByteStr> for ByteString {
}
#[unstable]impl FromIterator<ByteString> for ByteString {
}
#[unstable]impl FromStr for ByteString {
type Err = core::convert::Infallible;
}
#[unstable]impl Index<usize> for ByteString {
type Output = u8;
}
#[unstable]impl Index<RangeFull> for ByteString {
type Output = ByteStr;
}
#[unstable]impl Index<Range<usize>> for ByteString {
type Output = ByteStr;
}
#[unstable]impl Index<RangeInclusive<usize>> for ByteString {
type Output = ByteStr;
}
#[unstable]impl Index<RangeFrom<usize>> for ByteString {
type Output = ByteStr;
}
#[unstable]impl Index<RangeTo<usize>> for ByteString {
type Output = ByteStr;
}
#[unstable]impl Index<RangeToInclusive<usize>> for ByteString {
type Output = ByteStr;
}
#[unstable]impl IndexMut<usize> for ByteString {
}
#[unstable]impl IndexMut<RangeFull> for ByteString {
}
#[unstable]impl IndexMut<Range<usize>> for ByteString {
}
#[unstable]impl IndexMut<RangeInclusive<usize>> for ByteString {
}
#[unstable]impl IndexMut<RangeFrom<usize>> for ByteString {
}
#[unstable]impl IndexMut<RangeTo<usize>> for ByteString {
}
#[unstable]impl IndexMut<RangeToInclusive<usize>> for ByteString {
}
#[unstable]impl hash::Hash for ByteString {
}
#[unstable]impl Eq for ByteString {
}
#[unstable]impl PartialEq for ByteString {
}
impl PartialEq<Vec<u8>> for ByteString {
}
impl PartialEq<ByteString> for Vec<u8> {
}
impl PartialEq<[u8]> for ByteString {
}
impl PartialEq<ByteString> for [u8] {
}
impl PartialEq<&[u8]> for ByteString {
}
impl PartialEq<ByteString> for &[u8] {
}
impl PartialEq<String> for ByteString {
}
impl PartialEq<ByteString> for String {
}
impl PartialEq<str> for ByteString {
}
impl PartialEq<ByteString> for str {
}
impl PartialEq<&str> for ByteString {
}
impl PartialEq<ByteString> for &str {
}
impl PartialEq<ByteStr> for ByteString {
}
impl PartialEq<ByteString> for ByteStr {
}
#[unstable]impl PartialOrd<ByteStr> for ByteString {
}
#[unstable]impl PartialOrd<ByteString> for ByteStr {
}
impl PartialEq<&ByteStr> for ByteString {
}
impl PartialEq<ByteString> for &ByteStr {
}
#[unstable]impl PartialOrd<&ByteStr> for ByteString {
}
#[unstable]impl PartialOrd<ByteString> for &ByteStr {
}
#[unstable]impl<const N : usize> PartialEq<[u8; N]> for ByteString {
}
#[unstable]impl<const N : usize> PartialEq<ByteString> for [u8; N] {
}
#[unstable]impl<const N : usize> PartialEq<&[u8; N]> for ByteString {
}
#[unstable]impl<const N : usize> PartialEq<ByteString> for &[u8; N] {
}
#[unstable]impl PartialEq<Cow<'_, ByteStr>> for ByteString {
}
#[unstable]impl PartialEq<ByteString> for Cow<'_, ByteStr> {
}
#[unstable]impl PartialOrd<Cow<'_, ByteStr>> for ByteString {
}
#[unstable]impl PartialOrd<ByteString> for Cow<'_, ByteStr> {
}
#[unstable]impl PartialEq<Cow<'_, str>> for ByteString {
}
#[unstable]impl PartialEq<ByteString> for Cow<'_, str> {
}
#[unstable]impl PartialOrd<Cow<'_, str>> for ByteString {
}
#[unstable]impl PartialOrd<ByteString> for Cow<'_, str> {
}
#[unstable]impl PartialEq<Cow<'_, [u8]>> for ByteString {
}
#[unstable]impl PartialEq<ByteString> for Cow<'_, [u8]> {
}
#[unstable]impl PartialOrd<Cow<'_, [u8]>> for ByteString {
}
#[unstable]impl PartialOrd<ByteString> for Cow<'_, [u8]> {
}
#[unstable]impl Ord for ByteString {
}
#[unstable]impl PartialOrd for ByteString {
}
#[unstable]impl ToOwned for ByteStr {
type Owned = ByteString;
}
#[unstable]impl TryFrom<ByteString> for String {
type Error = crate::string::FromUtf8Error;
}
#[unstable]impl<'a> TryFrom<&'a ByteString> for &'a str {
type Error = crate::str::Utf8Error;
}
#[unstable]impl Clone for Box<ByteStr> {
}
#[unstable]impl<'a> From<&'a ByteStr> for Cow<'a, ByteStr> {
}
#[unstable]impl From<Box<[u8]>> for Box<ByteStr> {
}
#[unstable]impl From<Box<ByteStr>> for Box<[u8]> {
}
#[unstable]impl From<Rc<[u8]>> for Rc<ByteStr> {
}
#[unstable]impl From<Rc<ByteStr>> for Rc<[u8]> {
}
#[unstable]impl From<Arc<[u8]>> for Arc<ByteStr> {
}
#[unstable]impl From<Arc<ByteStr>> for Arc<[u8]> {
}
impl PartialEq<Vec<u8>> for ByteStr {
}
impl PartialEq<ByteStr> for Vec<u8> {
}
impl PartialEq<String> for ByteStr {
}
impl PartialEq<ByteStr> for String {
}
#[unstable]impl PartialEq<Cow<'_, ByteStr>> for &ByteStr {
}
#[unstable]impl PartialEq<&ByteStr> for Cow<'_, ByteStr> {
}
#[unstable]impl PartialOrd<Cow<'_, ByteStr>> for &ByteStr {
}
#[unstable]impl PartialOrd<&ByteStr> for Cow<'_, ByteStr> {
}
#[unstable]impl PartialEq<Cow<'_, str>> for &ByteStr {
}
#[unstable]impl PartialEq<&ByteStr> for Cow<'_, str> {
}
#[unstable]impl PartialOrd<Cow<'_, str>> for &ByteStr {
}
#[unstable]impl PartialOrd<&ByteStr> for Cow<'_, str> {
}
#[unstable]impl PartialEq<Cow<'_, [u8]>> for &ByteStr {
}
#[unstable]impl PartialEq<&ByteStr> for Cow<'_, [u8]> {
}
#[unstable]impl PartialOrd<Cow<'_, [u8]>> for &ByteStr {
}
#[unstable]impl PartialOrd<&ByteStr> for Cow<'_, [u8]> {
}
#[unstable]impl<'a> TryFrom<&'a ByteStr> for String {
type Error = core::str::Utf8Error;
}
}
/// Collection types.
pub mod collections {
/// A priority queue implemented with a binary heap.
pub mod binary_heap {
use core::alloc::Allocator;
use core::iter::FusedIterator;
use core::num::NonZero;
use core::ops::{Deref, DerefMut};
use core::fmt;
use crate::alloc::Global;
use crate::collections::TryReserveError;
use crate::slice;
use crate::{vec, vec::Vec};
/// A priority queue implemented with a binary heap.
pub struct BinaryHeap<T, A: Allocator = Global> { #[unstable]data: Vec<T, A> }
/// Structure wrapping a mutable reference to the greatest item on a
/// `BinaryHeap`.
pub struct PeekMut<'a, T: 'a + Ord, A: Allocator = Global> { #[unstable]heap: &'a mut BinaryHeap<T, A>, #[unstable]original_len: Option<NonZero<usize>> }
impl<T: Ord + fmt::Debug, A: Allocator> fmt::Debug for PeekMut<'_, T, A> {
}
impl<T: Ord, A: Allocator> Drop for PeekMut<'_, T, A> {
}
impl<T: Ord, A: Allocator> Deref for PeekMut<'_, T, A> {
type Target = T;
}
impl<T: Ord, A: Allocator> DerefMut for PeekMut<'_, T, A> {
}
impl<'a, T: Ord, A: Allocator> PeekMut<'a, T, A> {
/// Removes the peeked value from the heap and returns it.
pub fn pop(mut this: PeekMut<'a, T, A>) -> T;
}
impl<T: Clone, A: Allocator + Clone> Clone for BinaryHeap<T, A> {
}
impl<T> Default for BinaryHeap<T> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for BinaryHeap<T, A> {
}
impl<T> BinaryHeap<T> {
/// Creates an empty `BinaryHeap` as a max-heap.
pub const fn new() -> BinaryHeap<T> { BinaryHeap { data: crate::vec::Vec::new() } }
/// Creates an empty `BinaryHeap` with at least the specified capacity.
pub fn with_capacity(capacity: usize) -> BinaryHeap<T>;
}
impl<T, A: Allocator> BinaryHeap<T, A> {
/// Creates an empty `BinaryHeap` as a max-heap, using `A` as allocator.
#[unstable]pub const fn new_in(alloc: A) -> BinaryHeap<T, A> { BinaryHeap { data: Vec::new_in(alloc) } }
/// Creates an empty `BinaryHeap` with at least the specified capacity, using `A` as allocator.
#[unstable]pub fn with_capacity_in(capacity: usize, alloc: A) -> BinaryHeap<T, A>;
}
impl<T: Ord, A: Allocator> BinaryHeap<T, A> {
/// Returns a mutable reference to the greatest item in the binary heap, or
/// `None` if it is empty.
pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T, A>>;
/// Removes the greatest item from the binary heap and returns it, or `None` if it
/// is empty.
pub fn pop(&mut self) -> Option<T>;
/// Pushes an item onto the binary heap.
pub fn push(&mut self, item: T);
/// Consumes the `BinaryHeap` and returns a vector in sorted
/// (ascending) order.
pub fn into_sorted_vec(mut self) -> Vec<T, A>;
/// Moves all the elements of `other` into `self`, leaving `other` empty.
pub fn append(&mut self, other: &mut Self);
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where F: FnMut(&T) -> bool;
}
impl<T, A: Allocator> BinaryHeap<T, A> {
/// Returns an iterator visiting all values in the underlying vector, in
/// arbitrary order.
pub fn iter(&self) -> Iter<'_, T>;
/// Returns the greatest item in the binary heap, or `None` if it is empty.
pub fn peek(&self) -> Option<&T>;
/// Returns the number of elements the binary heap can hold without reallocating.
pub fn capacity(&self) -> usize;
/// Reserves the minimum capacity for at least `additional` elements more than
/// the current length. Unlike [`reserve`], this will not
/// deliberately over-allocate to speculatively avoid frequent allocations.
/// After calling `reserve_exact`, capacity will be greater than or equal to
/// `self.len() + additional`. Does nothing if the capacity is already
/// sufficient.
pub fn reserve_exact(&mut self, additional: usize);
/// Reserves capacity for at least `additional` elements more than the
/// current length. The allocator may reserve more space to speculatively
/// avoid frequent allocations. After calling `reserve`,
/// capacity will be greater than or equal to `self.len() + additional`.
/// Does nothing if capacity is already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve the minimum capacity for at least `additional` elements
/// more than the current length. Unlike [`try_reserve`], this will not
/// deliberately over-allocate to speculatively avoid frequent allocations.
/// After calling `try_reserve_exact`, capacity will be greater than or
/// equal to `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Tries to reserve capacity for at least `additional` elements more than the
/// current length. The allocator may reserve more space to speculatively
/// avoid frequent allocations. After calling `try_reserve`, capacity will be
/// greater than or equal to `self.len() + additional` if it returns
/// `Ok(())`. Does nothing if capacity is already sufficient. This method
/// preserves the contents even if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Discards as much additional capacity as possible.
pub fn shrink_to_fit(&mut self);
/// Discards capacity with a lower bound.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Returns a slice of all values in the underlying vector, in arbitrary
/// order.
pub fn as_slice(&self) -> &[T];
/// Consumes the `BinaryHeap` and returns the underlying vector
/// in arbitrary order.
pub fn into_vec(self) -> Vec<T, A>;
/// Returns the length of the binary heap.
pub fn len(&self) -> usize;
/// Checks if the binary heap is empty.
pub fn is_empty(&self) -> bool;
/// Clears the binary heap, returning an iterator over the removed elements
/// in arbitrary order. If the iterator is dropped before being fully
/// consumed, it drops the remaining elements in arbitrary order.
pub fn drain(&mut self) -> Drain<'_, T, A>;
/// Drops all items from the binary heap.
pub fn clear(&mut self);
}
/// An iterator over the elements of a `BinaryHeap`.
pub struct Iter<'a, T: 'a> { #[unstable]iter: slice::Iter<'a, T> }
impl<T> Default for Iter<'_, T> {
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
}
impl<T> Clone for Iter<'_, T> {
}
impl<'a, T> Iterator for Iter<'a, T> {
type Item = &'a T;
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
}
impl<T> ExactSizeIterator for Iter<'_, T> {
}
impl<T> FusedIterator for Iter<'_, T> {
}
/// An owning iterator over the elements of a `BinaryHeap`.
pub struct IntoIter<T, A: Allocator = Global> { #[unstable]iter: vec::IntoIter<T, A> }
impl<T: ::core::clone::Clone, A: ::core::clone::Clone + Allocator> ::core::clone::Clone for IntoIter<T, A> {
}
impl<T, A: Allocator> IntoIter<T, A> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<T, A> {
}
impl<T, A: Allocator> Iterator for IntoIter<T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> FusedIterator for IntoIter<T, A> {
}
impl<T> Default for IntoIter<T> {
}
/// A draining iterator over the elements of a `BinaryHeap`.
pub struct Drain<'a, T: 'a, A: Allocator = Global> { #[unstable]iter: vec::Drain<'a, T, A> }
impl<'a, T: ::core::fmt::Debug + 'a, A: ::core::fmt::Debug + Allocator> ::core::fmt::Debug for Drain<'a, T, A> {
}
impl<T, A: Allocator> Drain<'_, T, A> {
}
impl<T, A: Allocator> Iterator for Drain<'_, T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> FusedIterator for Drain<'_, T, A> {
}
impl<T: Ord, A: Allocator> From<Vec<T, A>> for BinaryHeap<T, A> {
}
impl<T: Ord, const N : usize> From<[T; N]> for BinaryHeap<T> {
}
impl<T, A: Allocator> From<BinaryHeap<T, A>> for Vec<T, A> {
}
impl<T: Ord> FromIterator<T> for BinaryHeap<T> {
}
impl<T, A: Allocator> IntoIterator for BinaryHeap<T, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a BinaryHeap<T, A> {
type Item = &'a T;
type IntoIter = Iter<'a, T>;
}
impl<T: Ord, A: Allocator> Extend<T> for BinaryHeap<T, A> {
}
impl<'a, T: 'a + Ord + Copy, A: Allocator> Extend<&'a T> for BinaryHeap<T, A> {
}
}
mod btree {
mod append {
use super::node::Root;
impl<K, V> Root<K, V> {
}
}
mod borrow {
use core::marker::PhantomData;
use core::ptr::NonNull;
/// Models a reborrow of some unique reference, when you know that the reborrow
/// and all its descendants (i.e., all pointers and references derived from it)
/// will not be used any more at some point, after which you want to use the
/// original unique reference again.
pub(super) struct DormantMutRef<'a, T> { #[unstable]ptr: NonNull<T>, #[unstable]_marker: PhantomData<&'a mut T> }
unsafe impl<'a, T> Sync for DormantMutRef<'a, T> where &'a mut T: Sync {
}
unsafe impl<'a, T> Send for DormantMutRef<'a, T> where &'a mut T: Send {
}
impl<'a, T> DormantMutRef<'a, T> {
/// Capture a unique borrow, and immediately reborrow it. For the compiler,
/// the lifetime of the new reference is the same as the lifetime of the
/// original reference, but you promise to use it for a shorter period.
pub(super) fn new(t: &'a mut T) -> (&'a mut T, Self);
}
}
mod fix {
use super::node::ForceResult::*;
use super::node::LeftOrRight::*;
use super::node::{Handle, NodeRef, Root, marker};
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal> {
}
impl<K, V> Root<K, V> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal>, marker::KV> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::KV> {
}
}
pub(super) mod map {
use core::borrow::Borrow;
use core::error::Error;
use core::{fmt, fmt::Debug};
use core::hash::Hash;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Index, RangeBounds};
use super::borrow::DormantMutRef;
use super::navigate::{LazyLeafRange, LeafRange};
use super::node::ForceResult::*;
use super::{node, node::Handle, node::NodeRef, node::Root, node::marker};
use super::search::SearchResult::*;
use super::set_val::SetValZST;
use crate::alloc::{Allocator, Global};
mod entry {
use core::{fmt, fmt::Debug};
use core::marker::PhantomData;
use Entry::*;
use super::super::borrow::DormantMutRef;
use super::super::node::{Handle, NodeRef, marker};
use super::BTreeMap;
use crate::alloc::{Allocator, Global};
/// A view into a single entry in a map, which may either be vacant or occupied.
pub enum Entry<'a, K: 'a, V: 'a, A: Allocator + Clone = Global> {
/// A vacant entry.
Vacant( #[stable(feature = "rust1", since = "1.0.0")] VacantEntry<'a, K, V, A>),
/// An occupied entry.
Occupied( #[stable(feature = "rust1", since = "1.0.0")] OccupiedEntry<'a, K, V, A>)
}
impl<K: Debug + Ord, V: Debug, A: Allocator + Clone> Debug for Entry<'_, K, V, A> {
}
/// A view into a vacant entry in a `BTreeMap`.
/// It is part of the [`Entry`] enum.
pub struct VacantEntry<'a, K, V, A: Allocator + Clone = Global> { #[unstable]pub(super) key: K, #[unstable]pub(super) handle: Option<Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::Edge>>, #[unstable]pub(super) dormant_map: DormantMutRef<'a, BTreeMap<K, V, A>>, #[unstable]pub(super) alloc: A, #[unstable]pub(super) _marker: PhantomData<&'a mut (K, V)> }
impl<K: Debug + Ord, V, A: Allocator + Clone> Debug for VacantEntry<'_, K, V, A> {
}
/// A view into an occupied entry in a `BTreeMap`.
/// It is part of the [`Entry`] enum.
pub struct OccupiedEntry<'a, K, V, A: Allocator + Clone = Global> { #[unstable]pub(super) handle: Handle<NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal>, marker::KV>, #[unstable]pub(super) dormant_map: DormantMutRef<'a, BTreeMap<K, V, A>>, #[unstable]pub(super) alloc: A, #[unstable]pub(super) _marker: PhantomData<&'a mut (K, V)> }
impl<K: Debug + Ord, V: Debug, A: Allocator + Clone> Debug for OccupiedEntry<'_, K, V, A> {
}
/// The error returned by [`try_insert`](BTreeMap::try_insert) when the key already exists.
#[unstable]pub struct OccupiedError<'a, K: 'a, V: 'a, A: Allocator + Clone = Global> { pub entry: OccupiedEntry<'a, K, V, A>, pub value: V }
#[unstable]impl<K: Debug + Ord, V: Debug, A: Allocator + Clone> Debug for OccupiedError<'_, K, V, A> {
}
#[unstable]impl<'a, K: Debug + Ord, V: Debug, A: Allocator + Clone> fmt::Display for OccupiedError<'a, K, V, A> {
}
#[unstable]impl<'a, K: core::fmt::Debug + Ord, V: core::fmt::Debug> core::error::Error for crate::collections::btree_map::OccupiedError<'a, K, V> {
}
impl<'a, K: Ord, V, A: Allocator + Clone> Entry<'a, K, V, A> {
/// Ensures a value is in the entry by inserting the default if empty, and returns
/// a mutable reference to the value in the entry.
pub fn or_insert(self, default: V) -> &'a mut V;
/// Ensures a value is in the entry by inserting the result of the default function if empty,
/// and returns a mutable reference to the value in the entry.
pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
/// Ensures a value is in the entry by inserting, if empty, the result of the default function.
pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V;
/// Returns a reference to this entry's key.
pub fn key(&self) -> &K;
/// Provides in-place mutable access to an occupied entry before any
/// potential inserts into the map.
pub fn and_modify<F>(self, f: F) -> Self where F: FnOnce(&mut V);
/// Sets the value of the entry, and returns an `OccupiedEntry`.
pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V, A>;
}
impl<'a, K: Ord, V: Default, A: Allocator + Clone> Entry<'a, K, V, A> {
/// Ensures a value is in the entry by inserting the default value if empty,
/// and returns a mutable reference to the value in the entry.
pub fn or_default(self) -> &'a mut V;
}
impl<'a, K: Ord, V, A: Allocator + Clone> VacantEntry<'a, K, V, A> {
/// Gets a reference to the key that would be used when inserting a value
/// through the VacantEntry.
pub fn key(&self) -> &K;
/// Take ownership of the key.
pub fn into_key(self) -> K;
/// Sets the value of the entry with the `VacantEntry`'s key,
/// and returns a mutable reference to it.
pub fn insert(self, value: V) -> &'a mut V;
/// Sets the value of the entry with the `VacantEntry`'s key,
/// and returns an `OccupiedEntry`.
pub fn insert_entry(mut self, value: V) -> OccupiedEntry<'a, K, V, A>;
}
impl<'a, K: Ord, V, A: Allocator + Clone> OccupiedEntry<'a, K, V, A> {
/// Gets a reference to the key in the entry.
pub fn key(&self) -> &K;
/// Take ownership of the key and value from the map.
pub fn remove_entry(self) -> (K, V);
/// Gets a reference to the value in the entry.
pub fn get(&self) -> &V;
/// Gets a mutable reference to the value in the entry.
pub fn get_mut(&mut self) -> &mut V;
/// Converts the entry into a mutable reference to its value.
pub fn into_mut(self) -> &'a mut V;
/// Sets the value of the entry with the `OccupiedEntry`'s key,
/// and returns the entry's old value.
pub fn insert(&mut self, value: V) -> V;
/// Takes the value of the entry out of the map, and returns it.
pub fn remove(self) -> V;
}
}
use Entry::*;
pub use entry::{Entry, OccupiedEntry, OccupiedError, VacantEntry};
/// An ordered map based on a [B-Tree].
pub struct BTreeMap<K, V, A: Allocator + Clone = Global> { #[unstable]root: Option<Root<K, V>>, #[unstable]length: usize, #[unstable]pub(super) alloc: ManuallyDrop<A>, #[unstable]_marker: PhantomData<crate::boxed::Box<(K, V), A>> }
unsafe impl< K, V, A: Allocator + Clone> Drop for BTreeMap<K, V, A> {
}
impl<K, V, A: Allocator + Clone> core::panic::UnwindSafe for BTreeMap<K, V, A> where A: core::panic::UnwindSafe, K: core::panic::RefUnwindSafe, V: core::panic::RefUnwindSafe {
}
impl<K: Clone, V: Clone, A: Allocator + Clone> Clone for BTreeMap<K, V, A> {
}
impl<K, A: Allocator + Clone> BTreeMap<K, SetValZST, A> {
pub(super) fn replace(&mut self, key: K) -> Option<K> where K: Ord;
pub(super) fn get_or_insert_with<Q: ?Sized, F>(&mut self, q: &Q, f: F) -> &K where K: Borrow<Q> + Ord, Q: Ord, F: FnOnce(&Q) -> K;
}
/// An iterator over the entries of a `BTreeMap`.
pub struct Iter<'a, K: 'a, V: 'a> { #[unstable]range: LazyLeafRange<marker::Immut<'a>, K, V>, #[unstable]length: usize }
impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Iter<'_, K, V> {
}
impl<'a, K: 'a, V: 'a> Default for Iter<'a, K, V> {
}
/// A mutable iterator over the entries of a `BTreeMap`.
pub struct IterMut<'a, K: 'a, V: 'a> { #[unstable]range: LazyLeafRange<marker::ValMut<'a>, K, V>, #[unstable]length: usize, #[unstable]_marker: PhantomData<&'a mut (K, V)> }
impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for IterMut<'_, K, V> {
}
impl<'a, K: 'a, V: 'a> Default for IterMut<'a, K, V> {
}
/// An owning iterator over the entries of a `BTreeMap`, sorted by key.
pub struct IntoIter<K, V, A: Allocator + Clone = Global> { #[unstable]range: LazyLeafRange<marker::Dying, K, V>, #[unstable]length: usize, #[unstable]alloc: A }
impl<K, V, A: Allocator + Clone> IntoIter<K, V, A> {
/// Returns an iterator of references over the remaining items.
pub(super) fn iter(&self) -> Iter<'_, K, V>;
}
impl<K: Debug, V: Debug, A: Allocator + Clone> Debug for IntoIter<K, V, A> {
}
impl<K, V, A> Default for IntoIter<K, V, A> where A: Allocator + Default + Clone {
}
/// An iterator over the keys of a `BTreeMap`.
pub struct Keys<'a, K, V> { #[unstable]inner: Iter<'a, K, V> }
impl<K: fmt::Debug, V> fmt::Debug for Keys<'_, K, V> {
}
/// An iterator over the values of a `BTreeMap`.
pub struct Values<'a, K, V> { #[unstable]inner: Iter<'a, K, V> }
impl<K, V: fmt::Debug> fmt::Debug for Values<'_, K, V> {
}
/// A mutable iterator over the values of a `BTreeMap`.
pub struct ValuesMut<'a, K, V> { #[unstable]inner: IterMut<'a, K, V> }
impl<K, V: fmt::Debug> fmt::Debug for ValuesMut<'_, K, V> {
}
/// An owning iterator over the keys of a `BTreeMap`.
pub struct IntoKeys<K, V, A: Allocator + Clone = Global> { #[unstable]inner: IntoIter<K, V, A> }
impl<K: fmt::Debug, V, A: Allocator + Clone> fmt::Debug for IntoKeys<K, V, A> {
}
/// An owning iterator over the values of a `BTreeMap`.
pub struct IntoValues<K, V, A: Allocator + Clone = Global> { #[unstable]inner: IntoIter<K, V, A> }
impl<K, V: fmt::Debug, A: Allocator + Clone> fmt::Debug for IntoValues<K, V, A> {
}
/// An iterator over a sub-range of entries in a `BTreeMap`.
pub struct Range<'a, K: 'a, V: 'a> { #[unstable]inner: LeafRange<marker::Immut<'a>, K, V> }
impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Range<'_, K, V> {
}
/// A mutable iterator over a sub-range of entries in a `BTreeMap`.
pub struct RangeMut<'a, K: 'a, V: 'a> { #[unstable]inner: LeafRange<marker::ValMut<'a>, K, V>, #[unstable]_marker: PhantomData<&'a mut (K, V)> }
impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for RangeMut<'_, K, V> {
}
impl<K, V> BTreeMap<K, V> {
/// Makes a new, empty `BTreeMap`.
pub const fn new() -> BTreeMap<K, V> { BTreeMap { root: None, length: 0, alloc: ManuallyDrop::new(Global), _marker: PhantomData, } }
}
impl<K, V, A: Allocator + Clone> BTreeMap<K, V, A> {
/// Clears the map, removing all elements.
pub fn clear(&mut self);
/// Makes a new empty BTreeMap with a reasonable choice for B.
#[unstable]pub const fn new_in(alloc: A) -> BTreeMap<K, V, A> { BTreeMap { root: None, length: 0, alloc: ManuallyDrop::new(alloc), _marker: PhantomData, } }
}
impl<K, V, A: Allocator + Clone> BTreeMap<K, V, A> {
/// Returns a reference to the value corresponding to the key.
pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V> where K: Borrow<Q> + Ord, Q: Ord;
/// Returns the key-value pair corresponding to the supplied key. This is
/// potentially useful:
/// - for key types where non-identical keys can be considered equal;
/// - for getting the `&K` stored key value from a borrowed `&Q` lookup key; or
/// - for getting a reference to a key with the same lifetime as the collection.
pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q> + Ord, Q: Ord;
/// Returns the first key-value pair in the map.
/// The key in this pair is the minimum key in the map.
pub fn first_key_value(&self) -> Option<(&K, &V)> where K: Ord;
/// Returns the first entry in the map for in-place manipulation.
/// The key of this entry is the minimum key in the map.
pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V, A>> where K: Ord;
/// Removes and returns the first element in the map.
/// The key of this element is the minimum key that was in the map.
pub fn pop_first(&mut self) -> Option<(K, V)> where K: Ord;
/// Returns the last key-value pair in the map.
/// The key in this pair is the maximum key in the map.
pub fn last_key_value(&self) -> Option<(&K, &V)> where K: Ord;
/// Returns the last entry in the map for in-place manipulation.
/// The key of this entry is the maximum key in the map.
pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V, A>> where K: Ord;
/// Removes and returns the last element in the map.
/// The key of this element is the maximum key that was in the map.
pub fn pop_last(&mut self) -> Option<(K, V)> where K: Ord;
/// Returns `true` if the map contains a value for the specified key.
pub fn contains_key<Q: ?Sized>(&self, key: &Q) -> bool where K: Borrow<Q> + Ord, Q: Ord;
/// Returns a mutable reference to the value corresponding to the key.
pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q> + Ord, Q: Ord;
/// Inserts a key-value pair into the map.
pub fn insert(&mut self, key: K, value: V) -> Option<V> where K: Ord;
/// Removes a key from the map, returning the value at the key if the key
/// was previously in the map.
pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q> + Ord, Q: Ord;
/// Removes a key from the map, returning the stored key and value if the key
/// was previously in the map.
pub fn remove_entry<Q: ?Sized>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q> + Ord, Q: Ord;
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where K: Ord, F: FnMut(&K, &mut V) -> bool;
/// Moves all elements from `other` into `self`, leaving `other` empty.
pub fn append(&mut self, other: &mut Self) where K: Ord, A: Clone;
/// Constructs a double-ended iterator over a sub-range of elements in the map.
/// The simplest way is to use the range syntax `min..max`, thus `range(min..max)` will
/// yield elements from min (inclusive) to max (exclusive).
/// The range may also be entered as `(Bound<T>, Bound<T>)`, so for example
/// `range((Excluded(4), Included(10)))` will yield a left-exclusive, right-inclusive
/// range from 4 to 10.
pub fn range<T: ?Sized, R>(&self, range: R) -> Range<'_, K, V> where T: Ord, K: Borrow<T> + Ord, R: RangeBounds<T>;
/// Constructs a mutable double-ended iterator over a sub-range of elements in the map.
/// The simplest way is to use the range syntax `min..max`, thus `range(min..max)` will
/// yield elements from min (inclusive) to max (exclusive).
/// The range may also be entered as `(Bound<T>, Bound<T>)`, so for example
/// `range((Excluded(4), Included(10)))` will yield a left-exclusive, right-inclusive
/// range from 4 to 10.
pub fn range_mut<T: ?Sized, R>(&mut self, range: R) -> RangeMut<'_, K, V> where T: Ord, K: Borrow<T> + Ord, R: RangeBounds<T>;
/// Gets the given key's corresponding entry in the map for in-place manipulation.
pub fn entry(&mut self, key: K) -> Entry<'_, K, V, A> where K: Ord;
/// Splits the collection into two at the given key. Returns everything after the given key,
/// including the key. If the key is not present, the split will occur at the nearest
/// greater key, or return an empty map if no such key exists.
pub fn split_off<Q: ?Sized + Ord>(&mut self, key: &Q) -> Self where K: Borrow<Q> + Ord, A: Clone;
/// Creates an iterator that visits elements (key-value pairs) in the specified range in
/// ascending key order and uses a closure to determine if an element
/// should be removed.
pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, R, F, A> where K: Ord, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool;
/// Creates a consuming iterator visiting all the keys, in sorted order.
/// The map cannot be used after calling this.
/// The iterator element type is `K`.
pub fn into_keys(self) -> IntoKeys<K, V, A>;
/// Creates a consuming iterator visiting all the values, in order by key.
/// The map cannot be used after calling this.
/// The iterator element type is `V`.
pub fn into_values(self) -> IntoValues<K, V, A>;
}
impl<'a, K, V, A: Allocator + Clone> IntoIterator for &'a BTreeMap<K, V, A> {
type Item = (&'a K, &'a V);
type IntoIter = Iter<'a, K, V>;
}
impl<'a, K: 'a, V: 'a> Iterator for Iter<'a, K, V> {
type Item = (&'a K, &'a V);
}
impl<K, V> FusedIterator for Iter<'_, K, V> {
}
impl<'a, K: 'a, V: 'a> DoubleEndedIterator for Iter<'a, K, V> {
}
impl<K, V> ExactSizeIterator for Iter<'_, K, V> {
}
impl<K, V> Clone for Iter<'_, K, V> {
}
impl<'a, K, V, A: Allocator + Clone> IntoIterator for &'a mut BTreeMap<K, V, A> {
type Item = (&'a K, &'a mut V);
type IntoIter = IterMut<'a, K, V>;
}
impl<'a, K, V> Iterator for IterMut<'a, K, V> {
type Item = (&'a K, &'a mut V);
}
impl<'a, K, V> DoubleEndedIterator for IterMut<'a, K, V> {
}
impl<K, V> ExactSizeIterator for IterMut<'_, K, V> {
}
impl<K, V> FusedIterator for IterMut<'_, K, V> {
}
impl<'a, K, V> IterMut<'a, K, V> {
/// Returns an iterator of references over the remaining items.
pub(super) fn iter(&self) -> Iter<'_, K, V>;
}
impl<K, V, A: Allocator + Clone> IntoIterator for BTreeMap<K, V, A> {
type Item = (K, V);
type IntoIter = IntoIter<K, V, A>;
}
impl<K, V, A: Allocator + Clone> Drop for IntoIter<K, V, A> {
}
impl<K, V, A: Allocator + Clone> IntoIter<K, V, A> {
}
impl<K, V, A: Allocator + Clone> Iterator for IntoIter<K, V, A> {
type Item = (K, V);
}
impl<K, V, A: Allocator + Clone> DoubleEndedIterator for IntoIter<K, V, A> {
}
impl<K, V, A: Allocator + Clone> ExactSizeIterator for IntoIter<K, V, A> {
}
impl<K, V, A: Allocator + Clone> FusedIterator for IntoIter<K, V, A> {
}
impl<'a, K, V> Iterator for Keys<'a, K, V> {
type Item = &'a K;
}
impl<'a, K, V> DoubleEndedIterator for Keys<'a, K, V> {
}
impl<K, V> ExactSizeIterator for Keys<'_, K, V> {
}
impl<K, V> FusedIterator for Keys<'_, K, V> {
}
impl<K, V> Clone for Keys<'_, K, V> {
}
impl<K, V> Default for Keys<'_, K, V> {
}
impl<'a, K, V> Iterator for Values<'a, K, V> {
type Item = &'a V;
}
impl<'a, K, V> DoubleEndedIterator for Values<'a, K, V> {
}
impl<K, V> ExactSizeIterator for Values<'_, K, V> {
}
impl<K, V> FusedIterator for Values<'_, K, V> {
}
impl<K, V> Clone for Values<'_, K, V> {
}
impl<K, V> Default for Values<'_, K, V> {
}
/// An iterator produced by calling `extract_if` on BTreeMap.
pub struct ExtractIf<'a, K, V, R, F, A: Allocator + Clone = Global> { #[unstable]pred: F, #[unstable]inner: ExtractIfInner<'a, K, V, R>, #[unstable]alloc: A }
/// Most of the implementation of ExtractIf are generic over the type
/// of the predicate, thus also serving for BTreeSet::ExtractIf.
pub(super) struct ExtractIfInner<'a, K, V, R> { #[unstable]length: &'a mut usize, #[unstable]dormant_root: Option<DormantMutRef<'a, Root<K, V>>>, #[unstable]cur_leaf_edge: Option<Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::Edge>>, #[unstable]range: R }
impl<K, V, R, F, A> fmt::Debug for ExtractIf<'_, K, V, R, F, A> where K: fmt::Debug, V: fmt::Debug, A: Allocator + Clone {
}
impl<K, V, R, F, A: Allocator + Clone> Iterator for ExtractIf<'_, K, V, R, F, A> where K: PartialOrd, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool {
type Item = (K, V);
}
impl<'a, K, V, R> ExtractIfInner<'a, K, V, R> {
/// Implementation of a typical `ExtractIf::next` method, given the predicate.
pub(super) fn next<F, A: Allocator + Clone>(&mut self, pred: &mut F, alloc: A) -> Option<(K, V)> where K: PartialOrd, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool;
}
impl<K, V, R, F> FusedIterator for ExtractIf<'_, K, V, R, F> where K: PartialOrd, R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool {
}
impl<'a, K, V> Iterator for Range<'a, K, V> {
type Item = (&'a K, &'a V);
}
impl<K, V> Default for Range<'_, K, V> {
}
impl<K, V> Default for RangeMut<'_, K, V> {
}
impl<'a, K, V> Iterator for ValuesMut<'a, K, V> {
type Item = &'a mut V;
}
impl<'a, K, V> DoubleEndedIterator for ValuesMut<'a, K, V> {
}
impl<K, V> ExactSizeIterator for ValuesMut<'_, K, V> {
}
impl<K, V> FusedIterator for ValuesMut<'_, K, V> {
}
impl<K, V> Default for ValuesMut<'_, K, V> {
}
impl<K, V, A: Allocator + Clone> Iterator for IntoKeys<K, V, A> {
type Item = K;
}
impl<K, V, A: Allocator + Clone> DoubleEndedIterator for IntoKeys<K, V, A> {
}
impl<K, V, A: Allocator + Clone> ExactSizeIterator for IntoKeys<K, V, A> {
}
impl<K, V, A: Allocator + Clone> FusedIterator for IntoKeys<K, V, A> {
}
impl<K, V, A> Default for IntoKeys<K, V, A> where A: Allocator + Default + Clone {
}
impl<K, V, A: Allocator + Clone> Iterator for IntoValues<K, V, A> {
type Item = V;
}
impl<K, V, A: Allocator + Clone> DoubleEndedIterator for IntoValues<K, V, A> {
}
impl<K, V, A: Allocator + Clone> ExactSizeIterator for IntoValues<K, V, A> {
}
impl<K, V, A: Allocator + Clone> FusedIterator for IntoValues<K, V, A> {
}
impl<K, V, A> Default for IntoValues<K, V, A> where A: Allocator + Default + Clone {
}
impl<'a, K, V> DoubleEndedIterator for Range<'a, K, V> {
}
impl<K, V> FusedIterator for Range<'_, K, V> {
}
impl<K, V> Clone for Range<'_, K, V> {
}
impl<'a, K, V> Iterator for RangeMut<'a, K, V> {
type Item = (&'a K, &'a mut V);
}
impl<'a, K, V> DoubleEndedIterator for RangeMut<'a, K, V> {
}
impl<K, V> FusedIterator for RangeMut<'_, K, V> {
}
impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
}
impl<K: Ord, V, A: Allocator + Clone> Extend<(K, V)> for BTreeMap<K, V, A> {
}
impl<'a, K: Ord + Copy, V: Copy, A: Allocator + Clone> Extend<(&'a K, &'a V)> for BTreeMap<K, V, A> {
}
impl<K: Hash, V: Hash, A: Allocator + Clone> Hash for BTreeMap<K, V, A> {
}
impl<K, V> Default for BTreeMap<K, V> {
}
impl<K: PartialEq, V: PartialEq, A: Allocator + Clone> PartialEq for BTreeMap<K, V, A> {
}
impl<K: Eq, V: Eq, A: Allocator + Clone> Eq for BTreeMap<K, V, A> {
}
impl<K: PartialOrd, V: PartialOrd, A: Allocator + Clone> PartialOrd for BTreeMap<K, V, A> {
}
impl<K: Ord, V: Ord, A: Allocator + Clone> Ord for BTreeMap<K, V, A> {
}
impl<K: Debug, V: Debug, A: Allocator + Clone> Debug for BTreeMap<K, V, A> {
}
impl<K, Q: ?Sized, V, A: Allocator + Clone> Index<&Q> for BTreeMap<K, V, A> where K: Borrow<Q> + Ord, Q: Ord {
type Output = V;
}
impl<K: Ord, V, const N : usize> From<[(K, V); N]> for BTreeMap<K, V> {
}
impl<K, V, A: Allocator + Clone> BTreeMap<K, V, A> {
/// Gets an iterator over the entries of the map, sorted by key.
pub fn iter(&self) -> Iter<'_, K, V>;
/// Gets a mutable iterator over the entries of the map, sorted by key.
pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
/// Gets an iterator over the keys of the map, in sorted order.
pub fn keys(&self) -> Keys<'_, K, V>;
/// Gets an iterator over the values of the map, in order by key.
pub fn values(&self) -> Values<'_, K, V>;
/// Gets a mutable iterator over the values of the map, in order by key.
pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
/// Returns the number of elements in the map.
pub const fn len(&self) -> usize { self.length }
/// Returns `true` if the map contains no elements.
pub const fn is_empty(&self) -> bool { self.len() == 0 }
}
/// A cursor over a `BTreeMap`.
#[unstable]pub struct Cursor<'a, K: 'a, V: 'a> { #[unstable]current: Option<Handle<NodeRef<marker::Immut<'a>, K, V, marker::Leaf>, marker::Edge>>, #[unstable]root: Option<&'a node::Root<K, V>> }
#[unstable]impl<K, V> Clone for Cursor<'_, K, V> {
}
#[unstable]impl<K: Debug, V: Debug> Debug for Cursor<'_, K, V> {
}
impl<'a, K, V> Cursor<'a, K, V> {
/// Advances the cursor to the next gap, returning the key and value of the
/// element that it moved over.
#[unstable]pub fn next(&mut self) -> Option<(&'a K, &'a V)>;
}
}
mod mem {
/// This replaces the value behind the `v` unique reference by calling the
/// relevant function, and returns a result obtained along the way.
pub(super) fn replace<T, R>(v: &mut T, change: impl FnOnce(T) -> (T, R)) -> R;
}
mod merge_iter {
use core::{fmt, fmt::Debug};
/// Core of an iterator that merges the output of two strictly ascending iterators,
/// for instance a union or a symmetric difference.
pub(super) struct MergeIterInner<I: Iterator> { #[unstable]a: I, #[unstable]b: I, #[unstable]peeked: Option<Peeked<I>> }
/// Benchmarks faster than wrapping both iterators in a Peekable,
/// probably because we can afford to impose a FusedIterator bound.
enum Peeked<I: Iterator> {
A(I::Item),
B(I::Item)
}
impl<I: ::core::clone::Clone + Iterator> ::core::clone::Clone for Peeked<I> where I::Item: ::core::clone::Clone, I::Item: ::core::clone::Clone {
}
impl<I: ::core::fmt::Debug + Iterator> ::core::fmt::Debug for Peeked<I> where I::Item: ::core::fmt::Debug, I::Item: ::core::fmt::Debug {
}
impl<I: Iterator> Clone for MergeIterInner<I> where I: Clone, I::Item: Clone {
}
impl<I: Iterator> Debug for MergeIterInner<I> where I: Debug, I::Item: Debug {
}
impl<I: Iterator> MergeIterInner<I> {
/// Creates a new core for an iterator merging a pair of sources.
pub(super) fn new(a: I, b: I) -> Self;
}
}
mod navigate {
use super::node::ForceResult::*;
use super::node::{Handle, NodeRef, marker};
pub(super) struct LeafRange<BorrowType, K, V> { #[unstable]front: Option<Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::Edge>>, #[unstable]back: Option<Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::Edge>> }
impl<'a, K: 'a, V: 'a> Clone for LeafRange<marker::Immut<'a>, K, V> {
}
impl<B, K, V> Default for LeafRange<B, K, V> {
}
impl<BorrowType, K, V> LeafRange<BorrowType, K, V> {
fn is_empty(&self) -> bool;
}
impl<'a, K, V> LeafRange<marker::Immut<'a>, K, V> {
}
impl<'a, K, V> LeafRange<marker::ValMut<'a>, K, V> {
}
impl<BorrowType: marker::BorrowType, K, V> LeafRange<BorrowType, K, V> {
}
enum LazyLeafHandle<BorrowType, K, V> {
Root(NodeRef<BorrowType, K, V, marker::LeafOrInternal>),
Edge(Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::Edge>)
}
impl<'a, K: 'a, V: 'a> Clone for LazyLeafHandle<marker::Immut<'a>, K, V> {
}
impl<BorrowType, K, V> LazyLeafHandle<BorrowType, K, V> {
}
pub(super) struct LazyLeafRange<BorrowType, K, V> { #[unstable]front: Option<LazyLeafHandle<BorrowType, K, V>>, #[unstable]back: Option<LazyLeafHandle<BorrowType, K, V>> }
impl<B, K, V> Default for LazyLeafRange<B, K, V> {
}
impl<'a, K: 'a, V: 'a> Clone for LazyLeafRange<marker::Immut<'a>, K, V> {
}
impl<BorrowType, K, V> LazyLeafRange<BorrowType, K, V> {
}
impl<'a, K, V> LazyLeafRange<marker::Immut<'a>, K, V> {
}
impl<'a, K, V> LazyLeafRange<marker::ValMut<'a>, K, V> {
}
impl<K, V> LazyLeafRange<marker::Dying, K, V> {
}
impl<BorrowType: marker::BorrowType, K, V> LazyLeafRange<BorrowType, K, V> {
}
impl<BorrowType: marker::BorrowType, K, V> NodeRef<BorrowType, K, V, marker::LeafOrInternal> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Immut<'a>, K, V, marker::LeafOrInternal> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::ValMut<'a>, K, V, marker::LeafOrInternal> {
}
impl<K, V> NodeRef<marker::Dying, K, V, marker::LeafOrInternal> {
}
impl<BorrowType: marker::BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::Edge> {
}
impl<BorrowType: marker::BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Internal>, marker::Edge> {
}
impl<K, V> Handle<NodeRef<marker::Dying, K, V, marker::Leaf>, marker::Edge> {
}
impl<'a, K, V> Handle<NodeRef<marker::Immut<'a>, K, V, marker::Leaf>, marker::Edge> {
}
impl<'a, K, V> Handle<NodeRef<marker::ValMut<'a>, K, V, marker::Leaf>, marker::Edge> {
}
impl<K, V> Handle<NodeRef<marker::Dying, K, V, marker::Leaf>, marker::Edge> {
}
impl<BorrowType: marker::BorrowType, K, V> NodeRef<BorrowType, K, V, marker::LeafOrInternal> {
}
pub(super) enum Position<BorrowType, K, V> {
Leaf(NodeRef<BorrowType, K, V, marker::Leaf>),
Internal(NodeRef<BorrowType, K, V, marker::Internal>),
InternalKV
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Immut<'a>, K, V, marker::LeafOrInternal> {
}
impl<BorrowType: marker::BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::LeafOrInternal>, marker::KV> {
}
impl<BorrowType: marker::BorrowType, K, V> NodeRef<BorrowType, K, V, marker::LeafOrInternal> {
}
}
mod node {
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::ptr::NonNull;
use crate::alloc::Allocator;
use crate::boxed::Box;
/// The underlying representation of leaf nodes and part of the representation of internal nodes.
struct LeafNode<K, V> { #[unstable]parent: Option<NonNull<InternalNode<K, V>>>, #[unstable]parent_idx: MaybeUninit<u16>, #[unstable]len: u16, #[unstable]keys: (K, ), #[unstable]vals: (V, ) }
impl<K, V> LeafNode<K, V> {
/// Initializes a new `LeafNode` in-place.
unsafe fn init(this: *mut Self);
/// Creates a new boxed `LeafNode`.
fn new<A: Allocator + Clone>(alloc: A) -> Box<Self, A>;
}
/// The underlying representation of internal nodes. As with `LeafNode`s, these should be hidden
/// behind `BoxedNode`s to prevent dropping uninitialized keys and values. Any pointer to an
/// `InternalNode` can be directly cast to a pointer to the underlying `LeafNode` portion of the
/// node, allowing code to act on leaf and internal nodes generically without having to even check
/// which of the two a pointer is pointing at. This property is enabled by the use of `repr(C)`.
#[repr(C)]struct InternalNode<K, V> { #[unstable]data: LeafNode<K, V>, #[unstable]edges: (K, V, ) }
impl<K, V> InternalNode<K, V> {
/// Creates a new boxed `InternalNode`.
unsafe fn new<A: Allocator + Clone>(alloc: A) -> Box<Self, A>;
}
/// A managed, non-null pointer to a node. This is either an owned pointer to
/// `LeafNode<K, V>` or an owned pointer to `InternalNode<K, V>`.
type BoxedNode<K, V> = NonNull<LeafNode<K, V>>;
/// A reference to a node.
pub(super) struct NodeRef<BorrowType, K, V, Type> { #[unstable]height: usize, #[unstable]node: NonNull<LeafNode<K, V>>, #[unstable]_marker: PhantomData<(BorrowType, Type)> }
/// The root node of an owned tree.
pub(super) type Root<K, V> = NodeRef<marker::Owned, K, V, marker::LeafOrInternal>;
impl<'a, K: 'a, V: 'a, Type> Copy for NodeRef<marker::Immut<'a>, K, V, Type> {
}
impl<'a, K: 'a, V: 'a, Type> Clone for NodeRef<marker::Immut<'a>, K, V, Type> {
}
unsafe impl<BorrowType, K: Sync, V: Sync, Type> Sync for NodeRef<BorrowType, K, V, Type> {
}
unsafe impl<K: Sync, V: Sync, Type> Send for NodeRef<marker::Immut<'_>, K, V, Type> {
}
unsafe impl<K: Send, V: Send, Type> Send for NodeRef<marker::Mut<'_>, K, V, Type> {
}
unsafe impl<K: Send, V: Send, Type> Send for NodeRef<marker::ValMut<'_>, K, V, Type> {
}
unsafe impl<K: Send, V: Send, Type> Send for NodeRef<marker::Owned, K, V, Type> {
}
unsafe impl<K: Send, V: Send, Type> Send for NodeRef<marker::Dying, K, V, Type> {
}
impl<K, V> NodeRef<marker::Owned, K, V, marker::Leaf> {
}
impl<K, V> NodeRef<marker::Owned, K, V, marker::Internal> {
}
impl<BorrowType, K, V> NodeRef<BorrowType, K, V, marker::Internal> {
}
impl<BorrowType, K, V> NodeRef<BorrowType, K, V, marker::Internal> {
}
impl<'a, K, V> NodeRef<marker::Mut<'a>, K, V, marker::Internal> {
}
impl<BorrowType, K, V, Type> NodeRef<BorrowType, K, V, Type> {
/// Finds the length of the node. This is the number of keys or values.
/// The number of edges is `len() + 1`.
/// Note that, despite being safe, calling this function can have the side effect
/// of invalidating mutable references that unsafe code has created.
pub(super) fn len(&self) -> usize;
}
impl<BorrowType: marker::BorrowType, K, V, Type> NodeRef<BorrowType, K, V, Type> {
}
impl<BorrowType, K, V, Type> NodeRef<BorrowType, K, V, Type> {
/// Could be a public implementation of PartialEq, but only used in this module.
fn eq(&self, other: &Self) -> bool;
}
impl<'a, K: 'a, V: 'a, Type> NodeRef<marker::Immut<'a>, K, V, Type> {
}
impl<K, V> NodeRef<marker::Dying, K, V, marker::LeafOrInternal> {
}
impl<'a, K, V, Type> NodeRef<marker::Mut<'a>, K, V, Type> {
}
impl<K, V, Type> NodeRef<marker::Dying, K, V, Type> {
}
impl<'a, K: 'a, V: 'a, Type> NodeRef<marker::Mut<'a>, K, V, Type> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::Internal> {
}
impl<'a, K, V, Type> NodeRef<marker::ValMut<'a>, K, V, Type> {
}
impl<'a, K: 'a, V: 'a, Type> NodeRef<marker::Mut<'a>, K, V, Type> {
}
impl<'a, K, V> NodeRef<marker::Mut<'a>, K, V, marker::Internal> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal> {
}
impl<K, V> NodeRef<marker::Owned, K, V, marker::LeafOrInternal> {
}
impl<K, V> NodeRef<marker::Owned, K, V, marker::LeafOrInternal> {
/// Returns a new owned tree, with its own root node that is initially empty.
pub(super) fn new<A: Allocator + Clone>(alloc: A) -> Self;
}
impl<K, V, Type> NodeRef<marker::Owned, K, V, Type> {
/// Mutably borrows the owned root node. Unlike `reborrow_mut`, this is safe
/// because the return value cannot be used to destroy the root, and there
/// cannot be other references to the tree.
pub(super) fn borrow_mut(&mut self) -> NodeRef<marker::Mut<'_>, K, V, Type>;
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::Leaf> {
}
impl<'a, K: 'a, V: 'a> NodeRef<marker::Mut<'a>, K, V, marker::Internal> {
}
impl<BorrowType, K, V> NodeRef<BorrowType, K, V, marker::Leaf> {
}
impl<BorrowType, K, V> NodeRef<BorrowType, K, V, marker::Internal> {
}
impl<BorrowType, K, V> NodeRef<BorrowType, K, V, marker::LeafOrInternal> {
}
impl<'a, K, V> NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal> {
}
/// A reference to a specific key-value pair or edge within a node. The `Node` parameter
/// must be a `NodeRef`, while the `Type` can either be `KV` (signifying a handle on a key-value
/// pair) or `Edge` (signifying a handle on an edge).
pub(super) struct Handle<Node, Type> { #[unstable]node: Node, #[unstable]idx: usize, #[unstable]_marker: PhantomData<Type> }
impl<Node: Copy, Type> Copy for Handle<Node, Type> {
}
impl<Node: Copy, Type> Clone for Handle<Node, Type> {
}
impl<Node, Type> Handle<Node, Type> {
/// Returns the position of this handle in the node.
pub(super) fn idx(&self) -> usize;
}
impl<BorrowType, K, V, NodeType> Handle<NodeRef<BorrowType, K, V, NodeType>, marker::KV> {
}
impl<BorrowType, K, V, NodeType, HandleType> PartialEq for Handle<NodeRef<BorrowType, K, V, NodeType>, HandleType> {
}
impl<BorrowType, K, V, NodeType, HandleType> Handle<NodeRef<BorrowType, K, V, NodeType>, HandleType> {
}
impl<'a, K, V, NodeType, HandleType> Handle<NodeRef<marker::Mut<'a>, K, V, NodeType>, HandleType> {
}
impl<BorrowType, K, V, NodeType> Handle<NodeRef<BorrowType, K, V, NodeType>, marker::Edge> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::Edge> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::Edge> {
}
impl<'a, K, V> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::Edge> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::Edge> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::Edge> {
}
impl<BorrowType: marker::BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Internal>, marker::Edge> {
}
impl<'a, K: 'a, V: 'a, NodeType> Handle<NodeRef<marker::Immut<'a>, K, V, NodeType>, marker::KV> {
}
impl<'a, K: 'a, V: 'a, NodeType> Handle<NodeRef<marker::Mut<'a>, K, V, NodeType>, marker::KV> {
}
impl<'a, K, V, NodeType> Handle<NodeRef<marker::ValMut<'a>, K, V, NodeType>, marker::KV> {
}
impl<'a, K: 'a, V: 'a, NodeType> Handle<NodeRef<marker::Mut<'a>, K, V, NodeType>, marker::KV> {
}
impl<K, V, NodeType> Handle<NodeRef<marker::Dying, K, V, NodeType>, marker::KV> {
}
impl<'a, K: 'a, V: 'a, NodeType> Handle<NodeRef<marker::Mut<'a>, K, V, NodeType>, marker::KV> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::KV> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::KV> {
}
impl<'a, K, V> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::KV> {
}
impl<'a, K, V> NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal> {
}
impl<BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::Edge> {
}
impl<BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Internal>, marker::Edge> {
}
impl<BorrowType, K, V> Handle<NodeRef<BorrowType, K, V, marker::Leaf>, marker::KV> {
}
impl<BorrowType, K, V, Type> Handle<NodeRef<BorrowType, K, V, marker::LeafOrInternal>, Type> {
}
impl<'a, K, V, Type> Handle<NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal>, Type> {
}
impl<'a, K, V> Handle<NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal>, marker::Edge> {
}
pub(super) mod marker {
use core::marker::PhantomData;
pub(crate) enum Leaf {

}
pub(crate) enum Internal {

}
pub(crate) enum LeafOrInternal {

}
pub(crate) enum Owned {

}
pub(crate) enum Dying {

}
pub(crate) struct Immut<'a>(#[unstable]PhantomData<&'a ()>);
pub(crate) struct Mut<'a>(#[unstable]PhantomData<&'a mut ()>);
pub(crate) struct ValMut<'a>(#[unstable]PhantomData<&'a mut ()>);
pub(crate) trait BorrowType {
/// If node references of this borrow type allow traversing to other
/// nodes in the tree, this constant is set to `true`. It can be used
/// for a compile-time assertion.
const TRAVERSAL_PERMIT: bool = true;
}
impl BorrowType for Owned {
const TRAVERSAL_PERMIT: bool = false;
}
impl BorrowType for Dying {
}
impl<'a> BorrowType for Immut<'a> {
}
impl<'a> BorrowType for Mut<'a> {
}
impl<'a> BorrowType for ValMut<'a> {
}
pub(crate) enum KV {

}
pub(crate) enum Edge {

}
}
}
mod remove {
use super::node::ForceResult::*;
use super::node::LeftOrRight::*;
use super::node::{Handle, NodeRef, marker};
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::LeafOrInternal>, marker::KV> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Leaf>, marker::KV> {
}
impl<'a, K: 'a, V: 'a> Handle<NodeRef<marker::Mut<'a>, K, V, marker::Internal>, marker::KV> {
}
}
mod search {
use SearchBound::*;
use SearchResult::*;
use super::node::ForceResult::*;
use super::node::{NodeRef, marker};
impl<BorrowType: marker::BorrowType, K, V> NodeRef<BorrowType, K, V, marker::LeafOrInternal> {
}
impl<BorrowType, K, V, Type> NodeRef<BorrowType, K, V, Type> {
}
}
pub(super) mod set {
use core::borrow::Borrow;
use core::{fmt, fmt::Debug};
use core::hash::Hash;
use core::iter::{FusedIterator, Peekable};
use core::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};
use super::{map, map::BTreeMap, map::Keys};
use super::merge_iter::MergeIterInner;
use super::set_val::SetValZST;
use crate::alloc::{Allocator, Global};
mod entry {
use core::fmt::Debug;
use Entry::*;
use super::{SetValZST, map};
use crate::alloc::{Allocator, Global};
/// A view into a single entry in a set, which may either be vacant or occupied.
#[unstable]pub enum Entry<'a, T, A: Allocator + Clone = Global> {
/// An occupied entry.
#[unstable]Occupied(OccupiedEntry<'a, T, A>),
/// A vacant entry.
#[unstable]Vacant(VacantEntry<'a, T, A>)
}
#[unstable]impl<T: Debug + Ord, A: Allocator + Clone> Debug for Entry<'_, T, A> {
}
/// A view into an occupied entry in a `BTreeSet`.
/// It is part of the [`Entry`] enum.
#[unstable]pub struct OccupiedEntry<'a, T, A: Allocator + Clone = Global> { #[unstable]pub(super) inner: map::OccupiedEntry<'a, T, SetValZST, A> }
#[unstable]impl<T: Debug + Ord, A: Allocator + Clone> Debug for OccupiedEntry<'_, T, A> {
}
/// A view into a vacant entry in a `BTreeSet`.
/// It is part of the [`Entry`] enum.
#[unstable]pub struct VacantEntry<'a, T, A: Allocator + Clone = Global> { #[unstable]pub(super) inner: map::VacantEntry<'a, T, SetValZST, A> }
#[unstable]impl<T: Debug + Ord, A: Allocator + Clone> Debug for VacantEntry<'_, T, A> {
}
impl<'a, T: Ord, A: Allocator + Clone> Entry<'a, T, A> {
/// Returns a reference to this entry's value.
#[unstable]pub fn get(&self) -> &T;
}
impl<'a, T: Ord, A: Allocator + Clone> OccupiedEntry<'a, T, A> {
/// Gets a reference to the value in the entry.
#[unstable]pub fn get(&self) -> &T;
}
impl<'a, T: Ord, A: Allocator + Clone> VacantEntry<'a, T, A> {
/// Gets a reference to the value that would be used when inserting
/// through the `VacantEntry`.
#[unstable]pub fn get(&self) -> &T;
}
}
#[unstable]pub use self::entry::{Entry, OccupiedEntry, VacantEntry};
/// An ordered set based on a B-Tree.
pub struct BTreeSet<T, A: Allocator + Clone = Global> { #[unstable]map: BTreeMap<T, SetValZST, A> }
impl<T: Hash, A: Allocator + Clone> Hash for BTreeSet<T, A> {
}
impl<T: PartialEq, A: Allocator + Clone> PartialEq for BTreeSet<T, A> {
}
impl<T: Eq, A: Allocator + Clone> Eq for BTreeSet<T, A> {
}
impl<T: PartialOrd, A: Allocator + Clone> PartialOrd for BTreeSet<T, A> {
}
impl<T: Ord, A: Allocator + Clone> Ord for BTreeSet<T, A> {
}
impl<T: Clone, A: Allocator + Clone> Clone for BTreeSet<T, A> {
}
/// An iterator over the items of a `BTreeSet`.
pub struct Iter<'a, T: 'a> { #[unstable]iter: Keys<'a, T, SetValZST> }
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
}
/// An owning iterator over the items of a `BTreeSet` in ascending order.
pub struct IntoIter<T, A: Allocator + Clone = Global> { #[unstable]iter: super::map::IntoIter<T, SetValZST, A> }
impl<T: ::core::fmt::Debug, A: ::core::fmt::Debug + Allocator + Clone> ::core::fmt::Debug for IntoIter<T, A> {
}
/// An iterator over a sub-range of items in a `BTreeSet`.
pub struct Range<'a, T: 'a> { #[unstable]iter: super::map::Range<'a, T, SetValZST> }
impl<'a, T: ::core::fmt::Debug + 'a> ::core::fmt::Debug for Range<'a, T> {
}
/// A lazy iterator producing elements in the difference of `BTreeSet`s.
pub struct Difference<'a, T: 'a, A: Allocator + Clone = Global> { #[unstable]inner: DifferenceInner<'a, T, A> }
enum DifferenceInner<'a, T: 'a, A: Allocator + Clone> {
Stitch { self_iter: Iter<'a, T>, other_iter: Peekable<Iter<'a, T>>, },
Search { self_iter: Iter<'a, T>, other_set: &'a BTreeSet<T, A>, },
Iterate(Iter<'a, T>)
}
impl<T: Debug, A: Allocator + Clone> Debug for DifferenceInner<'_, T, A> {
}
impl<T: fmt::Debug, A: Allocator + Clone> fmt::Debug for Difference<'_, T, A> {
}
/// A lazy iterator producing elements in the symmetric difference of `BTreeSet`s.
pub struct SymmetricDifference<'a, T: 'a>(#[unstable]MergeIterInner<Iter<'a, T>>);
impl<T: fmt::Debug> fmt::Debug for SymmetricDifference<'_, T> {
}
/// A lazy iterator producing elements in the intersection of `BTreeSet`s.
pub struct Intersection<'a, T: 'a, A: Allocator + Clone = Global> { #[unstable]inner: IntersectionInner<'a, T, A> }
enum IntersectionInner<'a, T: 'a, A: Allocator + Clone> {
Stitch { a: Iter<'a, T>, b: Iter<'a, T>, },
Search { small_iter: Iter<'a, T>, large_set: &'a BTreeSet<T, A>, },
Answer(Option<&'a T>)
}
impl<T: Debug, A: Allocator + Clone> Debug for IntersectionInner<'_, T, A> {
}
impl<T: Debug, A: Allocator + Clone> Debug for Intersection<'_, T, A> {
}
/// A lazy iterator producing elements in the union of `BTreeSet`s.
pub struct Union<'a, T: 'a>(#[unstable]MergeIterInner<Iter<'a, T>>);
impl<T: fmt::Debug> fmt::Debug for Union<'_, T> {
}
impl<T> BTreeSet<T> {
/// Makes a new, empty `BTreeSet`.
pub const fn new() -> BTreeSet<T> { BTreeSet { map: BTreeMap::new() } }
}
impl<T, A: Allocator + Clone> BTreeSet<T, A> {
/// Makes a new `BTreeSet` with a reasonable choice of B.
#[unstable]pub const fn new_in(alloc: A) -> BTreeSet<T, A> { BTreeSet { map: BTreeMap::new_in(alloc) } }
/// Constructs a double-ended iterator over a sub-range of elements in the set.
/// The simplest way is to use the range syntax `min..max`, thus `range(min..max)` will
/// yield elements from min (inclusive) to max (exclusive).
/// The range may also be entered as `(Bound<T>, Bound<T>)`, so for example
/// `range((Excluded(4), Included(10)))` will yield a left-exclusive, right-inclusive
/// range from 4 to 10.
pub fn range<K: ?Sized, R>(&self, range: R) -> Range<'_, T> where K: Ord, T: Borrow<K> + Ord, R: RangeBounds<K>;
/// Visits the elements representing the difference,
/// i.e., the elements that are in `self` but not in `other`,
/// in ascending order.
pub fn difference<'a>(&'a self, other: &'a BTreeSet<T, A>) -> Difference<'a, T, A> where T: Ord;
/// Visits the elements representing the symmetric difference,
/// i.e., the elements that are in `self` or in `other` but not in both,
/// in ascending order.
pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T, A>) -> SymmetricDifference<'a, T> where T: Ord;
/// Visits the elements representing the intersection,
/// i.e., the elements that are both in `self` and `other`,
/// in ascending order.
pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T, A>) -> Intersection<'a, T, A> where T: Ord;
/// Visits the elements representing the union,
/// i.e., all the elements in `self` or `other`, without duplicates,
/// in ascending order.
pub fn union<'a>(&'a self, other: &'a BTreeSet<T, A>) -> Union<'a, T> where T: Ord;
/// Clears the set, removing all elements.
pub fn clear(&mut self) where A: Clone;
/// Returns `true` if the set contains an element equal to the value.
pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q> + Ord, Q: Ord;
/// Returns a reference to the element in the set, if any, that is equal to
/// the value.
pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> + Ord, Q: Ord;
/// Returns `true` if `self` has no elements in common with `other`.
/// This is equivalent to checking for an empty intersection.
pub fn is_disjoint(&self, other: &BTreeSet<T, A>) -> bool where T: Ord;
/// Returns `true` if the set is a subset of another,
/// i.e., `other` contains at least all the elements in `self`.
pub fn is_subset(&self, other: &BTreeSet<T, A>) -> bool where T: Ord;
/// Returns `true` if the set is a superset of another,
/// i.e., `self` contains at least all the elements in `other`.
pub fn is_superset(&self, other: &BTreeSet<T, A>) -> bool where T: Ord;
/// Returns a reference to the first element in the set, if any.
/// This element is always the minimum of all elements in the set.
pub fn first(&self) -> Option<&T> where T: Ord;
/// Returns a reference to the last element in the set, if any.
/// This element is always the maximum of all elements in the set.
pub fn last(&self) -> Option<&T> where T: Ord;
/// Removes the first element from the set and returns it, if any.
/// The first element is always the minimum element in the set.
pub fn pop_first(&mut self) -> Option<T> where T: Ord;
/// Removes the last element from the set and returns it, if any.
/// The last element is always the maximum element in the set.
pub fn pop_last(&mut self) -> Option<T> where T: Ord;
/// Adds a value to the set.
pub fn insert(&mut self, value: T) -> bool where T: Ord;
/// Adds a value to the set, replacing the existing element, if any, that is
/// equal to the value. Returns the replaced element.
pub fn replace(&mut self, value: T) -> Option<T> where T: Ord;
/// Inserts a value computed from `f` into the set if the given `value` is
/// not present, then returns a reference to the value in the set.
#[unstable]pub fn get_or_insert_with<Q: ?Sized, F>(&mut self, value: &Q, f: F) -> &T where T: Borrow<Q> + Ord, Q: Ord, F: FnOnce(&Q) -> T;
/// If the set contains an element equal to the value, removes it from the
/// set and drops it. Returns whether such an element was present.
pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q> + Ord, Q: Ord;
/// Removes and returns the element in the set, if any, that is equal to
/// the value.
pub fn take<Q: ?Sized>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> + Ord, Q: Ord;
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where T: Ord, F: FnMut(&T) -> bool;
/// Moves all elements from `other` into `self`, leaving `other` empty.
pub fn append(&mut self, other: &mut Self) where T: Ord, A: Clone;
/// Splits the collection into two at the value. Returns a new collection
/// with all elements greater than or equal to the value.
pub fn split_off<Q: ?Sized + Ord>(&mut self, value: &Q) -> Self where T: Borrow<Q> + Ord, A: Clone;
/// Creates an iterator that visits elements in the specified range in ascending order and
/// uses a closure to determine if an element should be removed.
pub fn extract_if<F, R>(&mut self, range: R, pred: F) -> ExtractIf<'_, T, R, F, A> where T: Ord, R: RangeBounds<T>, F: FnMut(&T) -> bool;
/// Gets an iterator that visits the elements in the `BTreeSet` in ascending
/// order.
pub fn iter(&self) -> Iter<'_, T>;
/// Returns the number of elements in the set.
pub const fn len(&self) -> usize { self.map.len() }
/// Returns `true` if the set contains no elements.
pub const fn is_empty(&self) -> bool { self.len() == 0 }
}
impl<T: Ord> FromIterator<T> for BTreeSet<T> {
}
impl<T: Ord, A: Allocator + Clone> BTreeSet<T, A> {
}
impl<T: Ord, const N : usize> From<[T; N]> for BTreeSet<T> {
}
impl<T, A: Allocator + Clone> IntoIterator for BTreeSet<T, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<'a, T, A: Allocator + Clone> IntoIterator for &'a BTreeSet<T, A> {
type Item = &'a T;
type IntoIter = Iter<'a, T>;
}
/// An iterator produced by calling `extract_if` on BTreeSet.
pub struct ExtractIf<'a, T, R, F, A: Allocator + Clone = Global> { #[unstable]pred: F, #[unstable]inner: super::map::ExtractIfInner<'a, T, SetValZST, R>, #[unstable]alloc: A }
impl<T, R, F, A> fmt::Debug for ExtractIf<'_, T, R, F, A> where T: fmt::Debug, A: Allocator + Clone {
}
impl<T, R, F, A: Allocator + Clone> Iterator for ExtractIf<'_, T, R, F, A> where T: PartialOrd, R: RangeBounds<T>, F: FnMut(&T) -> bool {
type Item = T;
}
impl<T, R, F, A: Allocator + Clone> FusedIterator for ExtractIf<'_, T, R, F, A> where T: PartialOrd, R: RangeBounds<T>, F: FnMut(&T) -> bool {
}
impl<T: Ord, A: Allocator + Clone> Extend<T> for BTreeSet<T, A> {
}
impl<'a, T: 'a + Ord + Copy, A: Allocator + Clone> Extend<&'a T> for BTreeSet<T, A> {
}
impl<T> Default for BTreeSet<T> {
}
impl<T: Ord + Clone, A: Allocator + Clone> Sub<&BTreeSet<T, A>> for &BTreeSet<T, A> {
type Output = BTreeSet<T, A>;
}
impl<T: Ord + Clone, A: Allocator + Clone> BitXor<&BTreeSet<T, A>> for &BTreeSet<T, A> {
type Output = BTreeSet<T, A>;
}
impl<T: Ord + Clone, A: Allocator + Clone> BitAnd<&BTreeSet<T, A>> for &BTreeSet<T, A> {
type Output = BTreeSet<T, A>;
}
impl<T: Ord + Clone, A: Allocator + Clone> BitOr<&BTreeSet<T, A>> for &BTreeSet<T, A> {
type Output = BTreeSet<T, A>;
}
impl<T: Debug, A: Allocator + Clone> Debug for BTreeSet<T, A> {
}
impl<T> Clone for Iter<'_, T> {
}
impl<'a, T> Iterator for Iter<'a, T> {
type Item = &'a T;
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
}
impl<T> ExactSizeIterator for Iter<'_, T> {
}
impl<T> FusedIterator for Iter<'_, T> {
}
impl<T, A: Allocator + Clone> Iterator for IntoIter<T, A> {
type Item = T;
}
impl<T> Default for Iter<'_, T> {
}
impl<T, A: Allocator + Clone> DoubleEndedIterator for IntoIter<T, A> {
}
impl<T, A: Allocator + Clone> ExactSizeIterator for IntoIter<T, A> {
}
impl<T, A: Allocator + Clone> FusedIterator for IntoIter<T, A> {
}
impl<T, A> Default for IntoIter<T, A> where A: Allocator + Default + Clone {
}
impl<T> Clone for Range<'_, T> {
}
impl<'a, T> Iterator for Range<'a, T> {
type Item = &'a T;
}
impl<'a, T> DoubleEndedIterator for Range<'a, T> {
}
impl<T> FusedIterator for Range<'_, T> {
}
impl<T> Default for Range<'_, T> {
}
impl<T, A: Allocator + Clone> Clone for Difference<'_, T, A> {
}
impl<'a, T: Ord, A: Allocator + Clone> Iterator for Difference<'a, T, A> {
type Item = &'a T;
}
impl<T: Ord, A: Allocator + Clone> FusedIterator for Difference<'_, T, A> {
}
impl<T> Clone for SymmetricDifference<'_, T> {
}
impl<'a, T: Ord> Iterator for SymmetricDifference<'a, T> {
type Item = &'a T;
}
impl<T: Ord> FusedIterator for SymmetricDifference<'_, T> {
}
impl<T, A: Allocator + Clone> Clone for Intersection<'_, T, A> {
}
impl<'a, T: Ord, A: Allocator + Clone> Iterator for Intersection<'a, T, A> {
type Item = &'a T;
}
impl<T: Ord, A: Allocator + Clone> FusedIterator for Intersection<'_, T, A> {
}
impl<T> Clone for Union<'_, T> {
}
impl<'a, T: Ord> Iterator for Union<'a, T> {
type Item = &'a T;
}
impl<T: Ord> FusedIterator for Union<'_, T> {
}
/// A cursor over a `BTreeSet`.
#[unstable]pub struct Cursor<'a, K: 'a> { #[unstable]inner: super::map::Cursor<'a, K, SetValZST> }
#[unstable]impl<'a, K: ::core::clone::Clone + 'a> ::core::clone::Clone for Cursor<'a, K> {
}
#[unstable]impl<K: Debug> Debug for Cursor<'_, K> {
}
impl<'a, K> Cursor<'a, K> {
/// Advances the cursor to the next gap, returning the element that it
/// moved over.
#[unstable]pub fn next(&mut self) -> Option<&'a K>;
}
}
mod set_val {
/// Zero-Sized Type (ZST) for internal `BTreeSet` values.
/// Used instead of `()` to differentiate between:
/// * `BTreeMap<T, ()>` (possible user-defined map)
/// * `BTreeMap<T, SetValZST>` (internal set representation)
pub(super) struct SetValZST;
impl ::core::fmt::Debug for SetValZST {
}
impl ::core::cmp::Eq for SetValZST {
}
impl ::core::cmp::PartialEq for SetValZST {
}
impl ::core::cmp::Ord for SetValZST {
}
impl ::core::cmp::PartialOrd for SetValZST {
}
impl ::core::hash::Hash for SetValZST {
}
impl ::core::clone::Clone for SetValZST {
}
impl ::core::default::Default for SetValZST {
}
}
mod split {
use super::node::ForceResult::*;
use super::node::Root;
use super::search::SearchResult::*;
impl<K, V> Root<K, V> {
}
}
}
/// A doubly-linked list with owned nodes.
pub mod linked_list {
use core::hash::Hash;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ptr::NonNull;
use core::fmt;
use crate::alloc::{Allocator, Global};
use crate::boxed::Box;
/// A doubly-linked list with owned nodes.
pub struct LinkedList<T, A: Allocator = Global> { #[unstable]head: Option<NonNull<Node<T>>>, #[unstable]tail: Option<NonNull<Node<T>>>, #[unstable]len: usize, #[unstable]alloc: A, #[unstable]marker: PhantomData<Box<Node<T>, A>> }
struct Node<T> { #[unstable]next: Option<NonNull<Node<T>>>, #[unstable]prev: Option<NonNull<Node<T>>>, #[unstable]element: T }
/// An iterator over the elements of a `LinkedList`.
pub struct Iter<'a, T: 'a> { #[unstable]head: Option<NonNull<Node<T>>>, #[unstable]tail: Option<NonNull<Node<T>>>, #[unstable]len: usize, #[unstable]marker: PhantomData<&'a Node<T>> }
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
}
impl<T> Clone for Iter<'_, T> {
}
/// A mutable iterator over the elements of a `LinkedList`.
pub struct IterMut<'a, T: 'a> { #[unstable]head: Option<NonNull<Node<T>>>, #[unstable]tail: Option<NonNull<Node<T>>>, #[unstable]len: usize, #[unstable]marker: PhantomData<&'a mut Node<T>> }
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
}
/// An owning iterator over the elements of a `LinkedList`.
pub struct IntoIter<T, A: Allocator = Global> { #[unstable]list: LinkedList<T, A> }
impl<T: ::core::clone::Clone, A: ::core::clone::Clone + Allocator> ::core::clone::Clone for IntoIter<T, A> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<T, A> {
}
impl<T> Node<T> {
fn new(element: T) -> Self;
}
impl<T, A: Allocator> LinkedList<T, A> {
}
impl<T> Default for LinkedList<T> {
}
impl<T> LinkedList<T> {
/// Creates an empty `LinkedList`.
pub const fn new() -> Self { LinkedList { head: None, tail: None, len: 0, alloc: Global, marker: PhantomData, } }
/// Moves all elements from `other` to the end of the list.
pub fn append(&mut self, other: &mut Self);
}
impl<T, A: Allocator> LinkedList<T, A> {
/// Constructs an empty `LinkedList<T, A>`.
#[unstable]pub const fn new_in(alloc: A) -> Self { LinkedList { head: None, tail: None, len: 0, alloc, marker: PhantomData, } }
/// Provides a forward iterator.
pub fn iter(&self) -> Iter<'_, T>;
/// Provides a forward iterator with mutable references.
pub fn iter_mut(&mut self) -> IterMut<'_, T>;
/// Returns `true` if the `LinkedList` is empty.
pub fn is_empty(&self) -> bool;
/// Returns the length of the `LinkedList`.
pub fn len(&self) -> usize;
/// Removes all elements from the `LinkedList`.
pub fn clear(&mut self);
/// Returns `true` if the `LinkedList` contains an element equal to the
/// given value.
pub fn contains(&self, x: &T) -> bool where T: PartialEq<T>;
/// Provides a reference to the front element, or `None` if the list is
/// empty.
pub fn front(&self) -> Option<&T>;
/// Provides a mutable reference to the front element, or `None` if the list
/// is empty.
pub fn front_mut(&mut self) -> Option<&mut T>;
/// Provides a reference to the back element, or `None` if the list is
/// empty.
pub fn back(&self) -> Option<&T>;
/// Provides a mutable reference to the back element, or `None` if the list
/// is empty.
pub fn back_mut(&mut self) -> Option<&mut T>;
/// Adds an element to the front of the list.
pub fn push_front(&mut self, elt: T);
/// Adds an element to the front of the list, returning a reference to it.
pub fn push_front_mut(&mut self, elt: T) -> &mut T;
/// Removes the first element and returns it, or `None` if the list is
/// empty.
pub fn pop_front(&mut self) -> Option<T>;
/// Adds an element to the back of the list.
pub fn push_back(&mut self, elt: T);
/// Adds an element to the back of the list, returning a reference to it.
pub fn push_back_mut(&mut self, elt: T) -> &mut T;
/// Removes the last element from a list and returns it, or `None` if
/// it is empty.
pub fn pop_back(&mut self) -> Option<T>;
/// Splits the list into two at the given index. Returns everything after the given index,
/// including the index.
pub fn split_off(&mut self, at: usize) -> LinkedList<T, A> where A: Clone;
/// Creates an iterator which uses a closure to determine if an element should be removed.
pub fn extract_if<F>(&mut self, filter: F) -> ExtractIf<'_, T, F, A> where F: FnMut(&mut T) -> bool;
}
unsafe impl< T, A: Allocator> Drop for LinkedList<T, A> {
}
impl<'a, T> Iterator for Iter<'a, T> {
type Item = &'a T;
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
}
impl<T> ExactSizeIterator for Iter<'_, T> {
}
impl<T> FusedIterator for Iter<'_, T> {
}
impl<T> Default for Iter<'_, T> {
}
impl<'a, T> Iterator for IterMut<'a, T> {
type Item = &'a mut T;
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
}
impl<T> ExactSizeIterator for IterMut<'_, T> {
}
impl<T> FusedIterator for IterMut<'_, T> {
}
impl<T> Default for IterMut<'_, T> {
}
/// A cursor over a `LinkedList`.
#[unstable]pub struct Cursor<'a, T: 'a, A: Allocator = Global> { #[unstable]index: usize, #[unstable]current: Option<NonNull<Node<T>>>, #[unstable]list: &'a LinkedList<T, A> }
#[unstable]impl<T, A: Allocator> Clone for Cursor<'_, T, A> {
}
#[unstable]impl<T: fmt::Debug, A: Allocator> fmt::Debug for Cursor<'_, T, A> {
}
impl<'a, T, A: Allocator> Cursor<'a, T, A> {
/// Returns the cursor position index within the `LinkedList`.
#[unstable]pub fn index(&self) -> Option<usize>;
/// Returns a reference to the element that the cursor is currently
/// pointing to.
#[unstable]pub fn current(&self) -> Option<&'a T>;
}
/// An iterator produced by calling `extract_if` on LinkedList.
pub struct ExtractIf<'a, T: 'a, F: 'a, A: Allocator = Global> { #[unstable]list: &'a mut LinkedList<T, A>, #[unstable]it: Option<NonNull<Node<T>>>, #[unstable]pred: F, #[unstable]idx: usize, #[unstable]old_len: usize }
impl<T, F, A: Allocator> Iterator for ExtractIf<'_, T, F, A> where F: FnMut(&mut T) -> bool {
type Item = T;
}
impl<T, F, A> fmt::Debug for ExtractIf<'_, T, F, A> where T: fmt::Debug, A: Allocator {
}
impl<T, A: Allocator> Iterator for IntoIter<T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> FusedIterator for IntoIter<T, A> {
}
impl<T> Default for IntoIter<T> {
}
impl<T> FromIterator<T> for LinkedList<T> {
}
impl<T, A: Allocator> IntoIterator for LinkedList<T, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a LinkedList<T, A> {
type Item = &'a T;
type IntoIter = Iter<'a, T>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a mut LinkedList<T, A> {
type Item = &'a mut T;
type IntoIter = IterMut<'a, T>;
}
impl<T, A: Allocator> Extend<T> for LinkedList<T, A> {
}
impl<'a, T: 'a + Copy, A: Allocator> Extend<&'a T> for LinkedList<T, A> {
}
impl<T: PartialEq, A: Allocator> PartialEq for LinkedList<T, A> {
}
impl<T: Eq, A: Allocator> Eq for LinkedList<T, A> {
}
impl<T: PartialOrd, A: Allocator> PartialOrd for LinkedList<T, A> {
}
impl<T: Ord, A: Allocator> Ord for LinkedList<T, A> {
}
impl<T: Clone, A: Allocator + Clone> Clone for LinkedList<T, A> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for LinkedList<T, A> {
}
impl<T: Hash, A: Allocator> Hash for LinkedList<T, A> {
}
impl<T, const N : usize> From<[T; N]> for LinkedList<T> {
}
unsafe impl<T: Send, A: Allocator + Send> Send for LinkedList<T, A> {
}
unsafe impl<T: Sync, A: Allocator + Sync> Sync for LinkedList<T, A> {
}
unsafe impl<T: Sync> Send for Iter<'_, T> {
}
unsafe impl<T: Sync> Sync for Iter<'_, T> {
}
unsafe impl<T: Send> Send for IterMut<'_, T> {
}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {
}
#[unstable]unsafe impl<T: Sync, A: Allocator + Sync> Send for Cursor<'_, T, A> {
}
#[unstable]unsafe impl<T: Sync, A: Allocator + Sync> Sync for Cursor<'_, T, A> {
}
}
/// A double-ended queue (deque) implemented with a growable ring buffer.
pub mod vec_deque {
use core::cmp::Ordering;
use core::hash::Hash;
use core::ops::{Index, IndexMut, RangeBounds};
use core::{fmt, ptr, slice};
use crate::alloc::{Allocator, Global};
use crate::collections::TryReserveError;
use crate::raw_vec::RawVec;
use crate::vec::Vec;
pub use self::drain::Drain;
mod drain {
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ptr::NonNull;
use core::fmt;
use super::VecDeque;
use crate::alloc::{Allocator, Global};
/// A draining iterator over the elements of a `VecDeque`.
pub struct Drain<'a, T: 'a, A: Allocator = Global> { #[unstable]pub(super) deque: NonNull<VecDeque<T, A>>, #[unstable]pub(super) drain_len: usize, #[unstable]pub(super) idx: usize, #[unstable]pub(super) tail_len: usize, #[unstable]pub(super) remaining: usize, #[unstable]_marker: PhantomData<&'a T> }
impl<'a, T, A: Allocator> Drain<'a, T, A> {
pub(super) unsafe fn new(deque: &'a mut VecDeque<T, A>, drain_start: usize, drain_len: usize) -> Self;
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for Drain<'_, T, A> {
}
unsafe impl<T: Sync, A: Allocator + Sync> Sync for Drain<'_, T, A> {
}
unsafe impl<T: Send, A: Allocator + Send> Send for Drain<'_, T, A> {
}
impl<T, A: Allocator> Drop for Drain<'_, T, A> {
}
impl<T, A: Allocator> Iterator for Drain<'_, T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> FusedIterator for Drain<'_, T, A> {
}
}
#[unstable]pub use self::extract_if::ExtractIf;
mod extract_if {
use core::ops::RangeBounds;
use core::fmt;
use super::VecDeque;
use crate::alloc::{Allocator, Global};
/// An iterator which uses a closure to determine if an element should be removed.
#[unstable]pub struct ExtractIf<'a, T, F, A: Allocator = Global> { #[unstable]vec: &'a mut VecDeque<T, A>, #[unstable]idx: usize, #[unstable]end: usize, #[unstable]del: usize, #[unstable]old_len: usize, #[unstable]pred: F }
impl<'a, T, F, A: Allocator> ExtractIf<'a, T, F, A> {
pub(super) fn new<R: RangeBounds<usize>>(vec: &'a mut VecDeque<T, A>, pred: F, range: R) -> Self;
}
#[unstable]impl<T, F, A: Allocator> Iterator for ExtractIf<'_, T, F, A> where F: FnMut(&mut T) -> bool {
type Item = T;
}
#[unstable]impl<T, F, A: Allocator> Drop for ExtractIf<'_, T, F, A> {
}
#[unstable]impl<T, F, A> fmt::Debug for ExtractIf<'_, T, F, A> where T: fmt::Debug, A: Allocator {
}
}
pub use self::iter_mut::IterMut;
mod iter_mut {
use core::iter::FusedIterator;
use core::{fmt, slice};
/// A mutable iterator over the elements of a `VecDeque`.
pub struct IterMut<'a, T: 'a> { #[unstable]i1: slice::IterMut<'a, T>, #[unstable]i2: slice::IterMut<'a, T> }
impl<'a, T> IterMut<'a, T> {
pub(super) fn new(i1: slice::IterMut<'a, T>, i2: slice::IterMut<'a, T>) -> Self;
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
}
impl<T> Default for IterMut<'_, T> {
}
impl<'a, T> Iterator for IterMut<'a, T> {
type Item = &'a mut T;
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
}
impl<T> ExactSizeIterator for IterMut<'_, T> {
}
impl<T> FusedIterator for IterMut<'_, T> {
}
}
pub use self::into_iter::IntoIter;
mod into_iter {
use core::iter::FusedIterator;
use core::fmt;
use super::VecDeque;
use crate::alloc::{Allocator, Global};
/// An owning iterator over the elements of a `VecDeque`.
pub struct IntoIter<T, A: Allocator = Global> { #[unstable]inner: VecDeque<T, A> }
impl<T: ::core::clone::Clone, A: ::core::clone::Clone + Allocator> ::core::clone::Clone for IntoIter<T, A> {
}
impl<T, A: Allocator> IntoIter<T, A> {
pub(super) fn new(inner: VecDeque<T, A>) -> Self;
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<T, A> {
}
impl<T, A: Allocator> Iterator for IntoIter<T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> FusedIterator for IntoIter<T, A> {
}
}
pub use self::iter::Iter;
mod iter {
use core::iter::FusedIterator;
use core::{fmt, slice};
/// An iterator over the elements of a `VecDeque`.
pub struct Iter<'a, T: 'a> { #[unstable]i1: slice::Iter<'a, T>, #[unstable]i2: slice::Iter<'a, T> }
impl<'a, T> Iter<'a, T> {
pub(super) fn new(i1: slice::Iter<'a, T>, i2: slice::Iter<'a, T>) -> Self;
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
}
impl<T> Default for Iter<'_, T> {
}
impl<T> Clone for Iter<'_, T> {
}
impl<'a, T> Iterator for Iter<'a, T> {
type Item = &'a T;
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
}
impl<T> ExactSizeIterator for Iter<'_, T> {
}
impl<T> FusedIterator for Iter<'_, T> {
}
}
#[unstable]pub use self::splice::Splice;
mod splice {
use core::alloc::Allocator;
use crate::alloc::Global;
use crate::collections::vec_deque::Drain;
/// A splicing iterator for `VecDeque`.
#[unstable]pub struct Splice<'a, I: Iterator + 'a, A: Allocator + 'a = Global> { #[unstable]pub(super) drain: Drain<'a, I::Item, A>, #[unstable]pub(super) replace_with: I }
#[unstable]impl<'a, I: ::core::fmt::Debug + Iterator + 'a, A: ::core::fmt::Debug + Allocator + 'a> ::core::fmt::Debug for Splice<'a, I, A> where I::Item: ::core::fmt::Debug {
}
#[unstable]impl<I: Iterator, A: Allocator> Iterator for Splice<'_, I, A> {
type Item = I::Item;
}
#[unstable]impl<I: Iterator, A: Allocator> DoubleEndedIterator for Splice<'_, I, A> {
}
#[unstable]impl<I: Iterator, A: Allocator> ExactSizeIterator for Splice<'_, I, A> {
}
#[unstable]impl<I: Iterator, A: Allocator> Drop for Splice<'_, I, A> {
}
/// Private helper methods for `Splice::drop`
impl<T, A: Allocator> Drain<'_, T, A> {
}
}
/// A double-ended queue implemented with a growable ring buffer.
pub struct VecDeque<T, A: Allocator = Global> { #[unstable]head: usize, #[unstable]len: usize, #[unstable]buf: RawVec<T, A> }
impl<T: Clone, A: Allocator + Clone> Clone for VecDeque<T, A> {
}
unsafe impl< T, A: Allocator> Drop for VecDeque<T, A> {
}
impl<T> Default for VecDeque<T> {
}
impl<T, A: Allocator> VecDeque<T, A> {
/// Marginally more convenient
fn ptr(&self) -> *mut T;
/// Appends an element to the buffer.
unsafe fn push_unchecked(&mut self, element: T);
/// Copies a contiguous block of memory len long from src to dst
unsafe fn copy(&mut self, src: usize, dst: usize, len: usize);
/// Copies a contiguous block of memory len long from src to dst
unsafe fn copy_nonoverlapping(&mut self, src: usize, dst: usize, len: usize);
}
impl<T> VecDeque<T> {
/// Creates an empty deque.
pub const fn new() -> VecDeque<T> { VecDeque { head: 0, len: 0, buf: RawVec::new() } }
/// Creates an empty deque with space for at least `capacity` elements.
pub fn with_capacity(capacity: usize) -> VecDeque<T>;
}
impl<T, A: Allocator> VecDeque<T, A> {
/// Creates an empty deque.
#[unstable]pub const fn new_in(alloc: A) -> VecDeque<T, A> { VecDeque { head: 0, len: 0, buf: RawVec::new_in(alloc) } }
/// Creates an empty deque with space for at least `capacity` elements.
#[unstable]pub fn with_capacity_in(capacity: usize, alloc: A) -> VecDeque<T, A>;
/// Provides a reference to the element at the given index.
pub fn get(&self, index: usize) -> Option<&T>;
/// Provides a mutable reference to the element at the given index.
pub fn get_mut(&mut self, index: usize) -> Option<&mut T>;
/// Swaps elements at indices `i` and `j`.
pub fn swap(&mut self, i: usize, j: usize);
/// Returns the number of elements the deque can hold without
/// reallocating.
pub fn capacity(&self) -> usize;
/// Reserves the minimum capacity for at least `additional` more elements to be inserted in the
/// given deque. Does nothing if the capacity is already sufficient.
pub fn reserve_exact(&mut self, additional: usize);
/// Reserves capacity for at least `additional` more elements to be inserted in the given
/// deque. The collection may reserve more space to speculatively avoid frequent reallocations.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve the minimum capacity for at least `additional` more elements to
/// be inserted in the given deque. After calling `try_reserve_exact`,
/// capacity will be greater than or equal to `self.len() + additional` if
/// it returns `Ok(())`. Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Tries to reserve capacity for at least `additional` more elements to be inserted
/// in the given deque. The collection may reserve more space to speculatively avoid
/// frequent reallocations. After calling `try_reserve`, capacity will be
/// greater than or equal to `self.len() + additional` if it returns
/// `Ok(())`. Does nothing if capacity is already sufficient. This method
/// preserves the contents even if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of the deque as much as possible.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of the deque with a lower bound.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Shortens the deque, keeping the first `len` elements and dropping
/// the rest.
pub fn truncate(&mut self, len: usize);
/// Returns a front-to-back iterator.
pub fn iter(&self) -> Iter<'_, T>;
/// Returns a front-to-back iterator that returns mutable references.
pub fn iter_mut(&mut self) -> IterMut<'_, T>;
/// Returns a pair of slices which contain, in order, the contents of the
/// deque.
pub fn as_slices(&self) -> (&[T], &[T]);
/// Returns a pair of slices which contain, in order, the contents of the
/// deque.
pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]);
/// Returns the number of elements in the deque.
pub fn len(&self) -> usize;
/// Returns `true` if the deque is empty.
pub fn is_empty(&self) -> bool;
/// Creates an iterator that covers the specified range in the deque.
pub fn range<R>(&self, range: R) -> Iter<'_, T> where R: RangeBounds<usize>;
/// Creates an iterator that covers the specified mutable range in the deque.
pub fn range_mut<R>(&mut self, range: R) -> IterMut<'_, T> where R: RangeBounds<usize>;
/// Removes the specified range from the deque in bulk, returning all
/// removed elements as an iterator. If the iterator is dropped before
/// being fully consumed, it drops the remaining removed elements.
pub fn drain<R>(&mut self, range: R) -> Drain<'_, T, A> where R: RangeBounds<usize>;
/// Clears the deque, removing all values.
pub fn clear(&mut self);
/// Returns `true` if the deque contains an element equal to the
/// given value.
pub fn contains(&self, x: &T) -> bool where T: PartialEq<T>;
/// Provides a reference to the front element, or `None` if the deque is
/// empty.
pub fn front(&self) -> Option<&T>;
/// Provides a mutable reference to the front element, or `None` if the
/// deque is empty.
pub fn front_mut(&mut self) -> Option<&mut T>;
/// Provides a reference to the back element, or `None` if the deque is
/// empty.
pub fn back(&self) -> Option<&T>;
/// Provides a mutable reference to the back element, or `None` if the
/// deque is empty.
pub fn back_mut(&mut self) -> Option<&mut T>;
/// Removes the first element and returns it, or `None` if the deque is
/// empty.
pub fn pop_front(&mut self) -> Option<T>;
/// Removes the last element from the deque and returns it, or `None` if
/// it is empty.
pub fn pop_back(&mut self) -> Option<T>;
/// Removes and returns the first element from the deque if the predicate
/// returns `true`, or [`None`] if the predicate returns false or the deque
/// is empty (the predicate will not be called in that case).
pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T>;
/// Removes and returns the last element from the deque if the predicate
/// returns `true`, or [`None`] if the predicate returns false or the deque
/// is empty (the predicate will not be called in that case).
pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T>;
/// Prepends an element to the deque.
pub fn push_front(&mut self, value: T);
/// Prepends an element to the deque, returning a reference to it.
pub fn push_front_mut(&mut self, value: T) -> &mut T;
/// Appends an element to the back of the deque.
pub fn push_back(&mut self, value: T);
/// Appends an element to the back of the deque, returning a reference to it.
pub fn push_back_mut(&mut self, value: T) -> &mut T;
/// Removes an element from anywhere in the deque and returns it,
/// replacing it with the first element.
pub fn swap_remove_front(&mut self, index: usize) -> Option<T>;
/// Removes an element from anywhere in the deque and returns it,
/// replacing it with the last element.
pub fn swap_remove_back(&mut self, index: usize) -> Option<T>;
/// Inserts an element at `index` within the deque, shifting all elements
/// with indices greater than or equal to `index` towards the back.
pub fn insert(&mut self, index: usize, value: T);
/// Inserts an element at `index` within the deque, shifting all elements
/// with indices greater than or equal to `index` towards the back, and
/// returning a reference to it.
pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T;
/// Removes and returns the element at `index` from the deque.
/// Whichever end is closer to the removal point will be moved to make
/// room, and all the affected elements will be moved to new positions.
/// Returns `None` if `index` is out of bounds.
pub fn remove(&mut self, index: usize) -> Option<T>;
/// Splits the deque into two at the given index.
pub fn split_off(&mut self, at: usize) -> Self where A: Clone;
/// Moves all the elements of `other` into `self`, leaving `other` empty.
pub fn append(&mut self, other: &mut Self);
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where F: FnMut(&T) -> bool;
/// Retains only the elements specified by the predicate.
pub fn retain_mut<F>(&mut self, mut f: F) where F: FnMut(&mut T) -> bool;
fn grow(&mut self);
/// Modifies the deque in-place so that `len()` is equal to `new_len`,
/// either by removing excess elements from the back or by appending
/// elements generated by calling `generator` to the back.
pub fn resize_with(&mut self, new_len: usize, generator: impl FnMut() -> T);
/// Rearranges the internal storage of this deque so it is one contiguous
/// slice, which is then returned.
pub fn make_contiguous(&mut self) -> &mut [T];
/// Rotates the double-ended queue `n` places to the left.
pub fn rotate_left(&mut self, n: usize);
/// Rotates the double-ended queue `n` places to the right.
pub fn rotate_right(&mut self, n: usize);
/// Binary searches this `VecDeque` for a given element.
/// If the `VecDeque` is not sorted, the returned result is unspecified and
/// meaningless.
pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord;
/// Binary searches this `VecDeque` with a comparator function.
pub fn binary_search_by<'a, F>(&'a self, mut f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> Ordering;
/// Binary searches this `VecDeque` with a key extraction function.
pub fn binary_search_by_key<'a, B, F>(&'a self, b: &B, mut f: F) -> Result<usize, usize> where F: FnMut(&'a T) -> B, B: Ord;
/// Returns the index of the partition point according to the given predicate
/// (the index of the first element of the second partition).
pub fn partition_point<P>(&self, mut pred: P) -> usize where P: FnMut(&T) -> bool;
}
impl<T: Clone, A: Allocator> VecDeque<T, A> {
/// Modifies the deque in-place so that `len()` is equal to new_len,
/// either by removing excess elements from the back or by appending clones of `value`
/// to the back.
pub fn resize(&mut self, new_len: usize, value: T);
}
impl<T: PartialEq, A: Allocator> PartialEq for VecDeque<T, A> {
}
impl<T: Eq, A: Allocator> Eq for VecDeque<T, A> {
}
impl<T, U, A: Allocator> PartialEq<Vec<U, A>> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<&[U]> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<&mut [U]> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator, const N : usize> PartialEq<[U; N]> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator, const N : usize> PartialEq<&[U; N]> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator, const N : usize> PartialEq<&mut [U; N]> for VecDeque<T, A> where T: PartialEq<U> {
}
impl<T: PartialOrd, A: Allocator> PartialOrd for VecDeque<T, A> {
}
impl<T: Ord, A: Allocator> Ord for VecDeque<T, A> {
}
impl<T: Hash, A: Allocator> Hash for VecDeque<T, A> {
}
impl<T, A: Allocator> Index<usize> for VecDeque<T, A> {
type Output = T;
}
impl<T, A: Allocator> IndexMut<usize> for VecDeque<T, A> {
}
impl<T> FromIterator<T> for VecDeque<T> {
}
impl<T, A: Allocator> IntoIterator for VecDeque<T, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a VecDeque<T, A> {
type Item = &'a T;
type IntoIter = Iter<'a, T>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a mut VecDeque<T, A> {
type Item = &'a mut T;
type IntoIter = IterMut<'a, T>;
}
impl<T, A: Allocator> Extend<T> for VecDeque<T, A> {
}
impl<'a, T: 'a + Copy, A: Allocator> Extend<&'a T> for VecDeque<T, A> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for VecDeque<T, A> {
}
impl<T, A: Allocator> From<Vec<T, A>> for VecDeque<T, A> {
}
impl<T, A: Allocator> From<VecDeque<T, A>> for Vec<T, A> {
}
impl<T, const N : usize> From<[T; N]> for VecDeque<T> {
}
}
/// An ordered map based on a B-Tree.
pub mod btree_map {
pub use super::btree::map::*;
}
/// An ordered set based on a B-Tree.
pub mod btree_set {
pub use super::btree::set::*;
}
use core::fmt::Display;
pub use binary_heap::BinaryHeap;
pub use btree_map::BTreeMap;
pub use btree_set::BTreeSet;
pub use linked_list::LinkedList;
pub use vec_deque::VecDeque;
use crate::alloc::{Layout, LayoutError};
/// The error type for `try_reserve` methods.
pub struct TryReserveError { #[unstable]kind: TryReserveErrorKind }
impl ::core::clone::Clone for TryReserveError {
}
impl ::core::cmp::PartialEq for TryReserveError {
}
impl ::core::cmp::Eq for TryReserveError {
}
impl ::core::fmt::Debug for TryReserveError {
}
impl TryReserveError {
/// Details about the allocation that caused the error
#[unstable]pub const fn kind(&self) -> TryReserveErrorKind { self.kind.clone() }
}
/// Details of the allocation that caused a `TryReserveError`
#[unstable]pub enum TryReserveErrorKind {
/// Error due to the computed capacity exceeding the collection's maximum
/// (usually `isize::MAX` bytes).
CapacityOverflow,
/// The memory allocator returned an error
AllocError { layout: Layout, #[doc(hidden)] #[unstable(feature = "container_error_extra", issue = "none", reason = "\
            Enable exposing the allocator’s custom error value \
            if an associated type is added in the future: \
            https://github.com/rust-lang/wg-allocators/issues/23")] non_exhaustive: (), }
}
#[unstable]impl ::core::cmp::PartialEq for TryReserveErrorKind {
}
#[unstable]impl ::core::cmp::Eq for TryReserveErrorKind {
}
#[unstable]impl ::core::fmt::Debug for TryReserveErrorKind {
}
#[unstable]impl Clone for TryReserveErrorKind {
}
#[unstable]impl From<TryReserveErrorKind> for TryReserveError {
}
#[unstable]impl From<LayoutError> for TryReserveErrorKind {
}
impl Display for TryReserveError {
}
impl core::error::Error for TryReserveError {
}
}
/// Utilities related to FFI bindings.
pub mod ffi {
pub use self::c_str::CString;
pub use self::c_str::{FromVecWithNulError, IntoStringError, NulError};
/// [`CString`] and its related types.
pub mod c_str {
use core::borrow::Borrow;
use core::ffi::{CStr, c_char};
use core::num::NonZero;
use core::{str, str::FromStr, str::Utf8Error};
use core::{fmt, ops, ptr};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use crate::vec::Vec;
/// A type representing an owned, C-compatible, nul-terminated string with no nul bytes in the
/// middle.
pub struct CString { #[unstable]inner: Box<[u8]> }
impl ::core::cmp::PartialEq for CString {
}
impl ::core::cmp::PartialOrd for CString {
}
impl ::core::cmp::Eq for CString {
}
impl ::core::cmp::Ord for CString {
}
impl ::core::hash::Hash for CString {
}
impl ::core::clone::Clone for CString {
}
/// An error indicating that an interior nul byte was found.
pub struct NulError(#[unstable]usize, #[unstable]Vec<u8>);
impl ::core::clone::Clone for NulError {
}
impl ::core::cmp::PartialEq for NulError {
}
impl ::core::cmp::Eq for NulError {
}
impl ::core::fmt::Debug for NulError {
}
enum FromBytesWithNulErrorKind {
InteriorNul(usize),
NotNulTerminated
}
impl ::core::clone::Clone for FromBytesWithNulErrorKind {
}
impl ::core::cmp::PartialEq for FromBytesWithNulErrorKind {
}
impl ::core::cmp::Eq for FromBytesWithNulErrorKind {
}
impl ::core::fmt::Debug for FromBytesWithNulErrorKind {
}
/// An error indicating that a nul byte was not in the expected position.
pub struct FromVecWithNulError { #[unstable]error_kind: FromBytesWithNulErrorKind, #[unstable]bytes: Vec<u8> }
impl ::core::clone::Clone for FromVecWithNulError {
}
impl ::core::cmp::PartialEq for FromVecWithNulError {
}
impl ::core::cmp::Eq for FromVecWithNulError {
}
impl ::core::fmt::Debug for FromVecWithNulError {
}
impl FromVecWithNulError {
/// Returns a slice of [`u8`]s bytes that were attempted to convert to a [`CString`].
pub fn as_bytes(&self) -> &[u8];
/// Returns the bytes that were attempted to convert to a [`CString`].
pub fn into_bytes(self) -> Vec<u8>;
}
/// An error indicating invalid UTF-8 when converting a [`CString`] into a [`String`].
pub struct IntoStringError { #[unstable]inner: CString, #[unstable]error: Utf8Error }
impl ::core::clone::Clone for IntoStringError {
}
impl ::core::cmp::PartialEq for IntoStringError {
}
impl ::core::cmp::Eq for IntoStringError {
}
impl ::core::fmt::Debug for IntoStringError {
}
impl CString {
/// Creates a new C-compatible string from a container of bytes.
pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError>;
/// Creates a C-compatible string by consuming a byte vector,
/// without checking for interior 0 bytes.
pub unsafe fn from_vec_unchecked(v: Vec<u8>) -> Self;
/// Retakes ownership of a `CString` that was transferred to C via
/// [`CString::into_raw`].
pub unsafe fn from_raw(ptr: *mut c_char) -> CString;
/// Consumes the `CString` and transfers ownership of the string to a C caller.
pub fn into_raw(self) -> *mut c_char;
/// Converts the `CString` into a [`String`] if it contains valid UTF-8 data.
pub fn into_string(self) -> Result<String, IntoStringError>;
/// Consumes the `CString` and returns the underlying byte buffer.
pub fn into_bytes(self) -> Vec<u8>;
/// Equivalent to [`CString::into_bytes()`] except that the
/// returned vector includes the trailing nul terminator.
pub fn into_bytes_with_nul(self) -> Vec<u8>;
/// Returns the contents of this `CString` as a slice of bytes.
pub fn as_bytes(&self) -> &[u8];
/// Equivalent to [`CString::as_bytes()`] except that the
/// returned slice includes the trailing nul terminator.
pub fn as_bytes_with_nul(&self) -> &[u8];
/// Extracts a [`CStr`] slice containing the entire string.
pub fn as_c_str(&self) -> &CStr;
/// Converts this `CString` into a boxed [`CStr`].
pub fn into_boxed_c_str(self) -> Box<CStr>;
/// Bypass "move out of struct which implements [`Drop`] trait" restriction.
fn into_inner(self) -> Box<[u8]>;
/// Converts a <code>[Vec]<[u8]></code> to a [`CString`] without checking the
/// invariants on the given [`Vec`].
pub unsafe fn from_vec_with_nul_unchecked(v: Vec<u8>) -> Self;
/// Attempts to convert a <code>[Vec]<[u8]></code> to a [`CString`].
pub fn from_vec_with_nul(v: Vec<u8>) -> Result<Self, FromVecWithNulError>;
}
impl Drop for CString {
}
impl ops::Deref for CString {
type Target = CStr;
}
impl fmt::Debug for CString {
}
impl From<CString> for Vec<u8> {
}
impl Default for CString {
}
impl Borrow<CStr> for CString {
}
impl<'a> From<Cow<'a, CStr>> for CString {
}
impl From<&CStr> for Box<CStr> {
}
impl From<&mut CStr> for Box<CStr> {
}
impl From<Cow<'_, CStr>> for Box<CStr> {
}
impl From<Box<CStr>> for CString {
}
impl From<Vec<NonZero<u8>>> for CString {
}
impl FromStr for CString {
type Err = NulError;
}
impl TryFrom<CString> for String {
type Error = IntoStringError;
}
impl Clone for Box<CStr> {
}
impl From<CString> for Box<CStr> {
}
impl<'a> From<CString> for Cow<'a, CStr> {
}
impl<'a> From<&'a CStr> for Cow<'a, CStr> {
}
impl<'a> From<&'a CString> for Cow<'a, CStr> {
}
impl From<CString> for Arc<CStr> {
}
impl From<&CStr> for Arc<CStr> {
}
impl From<&mut CStr> for Arc<CStr> {
}
impl From<CString> for Rc<CStr> {
}
impl From<&CStr> for Rc<CStr> {
}
impl From<&mut CStr> for Rc<CStr> {
}
impl Default for Rc<CStr> {
}
impl Default for Box<CStr> {
}
impl NulError {
/// Returns the position of the nul byte in the slice that caused
/// [`CString::new`] to fail.
pub fn nul_position(&self) -> usize;
/// Consumes this error, returning the underlying vector of bytes which
/// generated the error in the first place.
pub fn into_vec(self) -> Vec<u8>;
}
impl fmt::Display for NulError {
}
impl fmt::Display for FromVecWithNulError {
}
impl IntoStringError {
/// Consumes this error, returning original [`CString`] which generated the
/// error.
pub fn into_cstring(self) -> CString;
/// Access the underlying UTF-8 error that was the cause of this error.
pub fn utf8_error(&self) -> Utf8Error;
}
impl fmt::Display for IntoStringError {
}
impl ToOwned for CStr {
type Owned = CString;
}
impl From<&CStr> for CString {
}
impl PartialEq<CStr> for CString {
}
impl PartialEq<&CStr> for CString {
}
impl PartialEq<Cow<'_, CStr>> for CString {
}
impl ops::Index<ops::RangeFull> for CString {
type Output = CStr;
}
impl AsRef<CStr> for CString {
}
impl CStr {
/// Converts a `CStr` into a <code>[Cow]<[str]></code>.
#[rustc_allow_incoherent_impl]pub fn to_string_lossy(&self) -> Cow<'_, str>;
/// Converts a <code>[Box]<[CStr]></code> into a [`CString`] without copying or allocating.
#[rustc_allow_incoherent_impl]pub fn into_c_string(self: Box<Self>) -> CString;
}
impl PartialEq<CString> for CStr {
}
impl PartialEq<Cow<'_, Self>> for CStr {
}
impl PartialEq<CStr> for Cow<'_, CStr> {
}
impl PartialEq<&CStr> for Cow<'_, CStr> {
}
impl PartialEq<CString> for Cow<'_, CStr> {
}
impl core::error::Error for NulError {
}
impl core::error::Error for FromVecWithNulError {
}
impl core::error::Error for IntoStringError {
}
}
}
/// Utilities for formatting and printing `String`s.
pub mod fmt {
pub use core::fmt::Alignment;
pub use core::fmt::Error;
pub use core::fmt::{Arguments, write};
pub use core::fmt::{Binary, Octal};
pub use core::fmt::{Debug, Display};
#[unstable]pub use core::fmt::{FormattingOptions, Sign};
pub use core::fmt::{DebugList, DebugMap, DebugSet, DebugStruct, DebugTuple};
pub use core::fmt::{Formatter, Result, Write};
pub use core::fmt::{FromFn, from_fn};
pub use core::fmt::{LowerExp, UpperExp};
pub use core::fmt::{LowerHex, Pointer, UpperHex};
use crate::string;
/// Takes an [`Arguments`] struct and returns the resulting formatted string.
pub fn format(args: Arguments<'_>) -> string::String;
}
/// Intrinsics that cannot be moved to `core` because they depend on `alloc` types.
#[unstable]pub mod intrinsics {
use core::mem::MaybeUninit;
use crate::boxed::Box;
/// Writes `x` into `b`.
#[rustc_intrinsic]pub fn write_box_via_move<T>(b: Box<MaybeUninit<T>>, x: T) -> Box<MaybeUninit<T>>;
}
/// Single-threaded reference-counting pointers. 'Rc' stands for 'Reference
/// Counted'.
pub mod rc {
use core::any::Any;
use core::cell::{Cell, CloneFromCell};
use core::clone::CloneToUninit;
use core::hash::Hash;
use core::marker::{PhantomData, Unsize};
use core::mem;
use core::num::NonZeroUsize;
use core::ops::{CoerceUnsized, Deref, DerefPure, DispatchFromDyn, LegacyReceiver};
use core::ops::{Residual, Try};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::pin::Pin;
use core::pin::PinCoerceUnsized;
use core::{ptr, ptr::NonNull};
use core::{borrow, fmt};
use crate::alloc::{Allocator, Global};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
#[repr(C, align(2))]struct RcInner<T: ?Sized> { #[unstable]strong: Cell<usize>, #[unstable]weak: Cell<usize>, #[unstable]value: T }
/// A single-threaded reference-counting pointer. 'Rc' stands for 'Reference
/// Counted'.
pub struct Rc<T: ?Sized, A: Allocator = Global> { #[unstable]ptr: NonNull<RcInner<T>>, #[unstable]phantom: PhantomData<RcInner<T>>, #[unstable]alloc: A }
impl<T: ?Sized, A: Allocator> !Send for Rc<T, A> {
}
impl<T: ?Sized, A: Allocator> !Sync for Rc<T, A> {
}
impl<T: RefUnwindSafe + ?Sized, A: Allocator + UnwindSafe> UnwindSafe for Rc<T, A> {
}
impl<T: RefUnwindSafe + ?Sized, A: Allocator + UnwindSafe> RefUnwindSafe for Rc<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized, A: Allocator> CoerceUnsized<Rc<U, A>> for Rc<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Rc<U>> for Rc<T> {
}
#[unstable]unsafe impl<T: ?Sized> CloneFromCell for Rc<T> {
}
impl<T: ?Sized> Rc<T> {
}
impl<T: ?Sized, A: Allocator> Rc<T, A> {
fn inner(&self) -> &RcInner<T>;
}
impl<T> Rc<T> {
/// Constructs a new `Rc<T>`.
pub fn new(value: T) -> Rc<T>;
/// Constructs a new `Rc<T>` while giving you a `Weak<T>` to the allocation,
/// to allow you to construct a `T` which holds a weak pointer to itself.
pub fn new_cyclic<F>(data_fn: F) -> Rc<T> where F: FnOnce(&Weak<T>) -> T;
/// Constructs a new `Rc` with uninitialized contents.
pub fn new_uninit() -> Rc<mem::MaybeUninit<T>>;
/// Constructs a new `Rc` with uninitialized contents, with the memory
/// being filled with `0` bytes.
pub fn new_zeroed() -> Rc<mem::MaybeUninit<T>>;
/// Constructs a new `Pin<Rc<T>>`. If `T` does not implement `Unpin`, then
/// `value` will be pinned in memory and unable to be moved.
pub fn pin(value: T) -> Pin<Rc<T>>;
/// Maps the value in an `Rc`, reusing the allocation if possible.
#[unstable]pub fn map<U>(this: Self, f: impl FnOnce(&T) -> U) -> Rc<U>;
/// Attempts to map the value in an `Rc`, reusing the allocation if possible.
#[unstable]pub fn try_map<R>(this: Self, f: impl FnOnce(&T) -> R) -> <R::Residual as Residual<Rc<R::Output>>>::TryType where R: Try, R::Residual: Residual<Rc<R::Output>>;
}
impl<T, A: Allocator> Rc<T, A> {
/// Constructs a new `Rc` in the provided allocator.
#[unstable]pub fn new_in(value: T, alloc: A) -> Rc<T, A>;
/// Returns the inner value, if the `Rc` has exactly one strong reference.
pub fn try_unwrap(this: Self) -> Result<T, Self>;
/// Returns the inner value, if the `Rc` has exactly one strong reference.
pub fn into_inner(this: Self) -> Option<T>;
}
impl<T> Rc<[T]> {
/// Constructs a new reference-counted slice with uninitialized contents.
pub fn new_uninit_slice(len: usize) -> Rc<[mem::MaybeUninit<T>]>;
/// Constructs a new reference-counted slice with uninitialized contents, with the memory being
/// filled with `0` bytes.
pub fn new_zeroed_slice(len: usize) -> Rc<[mem::MaybeUninit<T>]>;
}
impl<T, A: Allocator> Rc<[T], A> {
}
impl<T, A: Allocator> Rc<mem::MaybeUninit<T>, A> {
/// Converts to `Rc<T>`.
pub unsafe fn assume_init(self) -> Rc<T, A>;
}
impl<T: ?Sized + CloneToUninit> Rc<T> {
}
impl<T: ?Sized + CloneToUninit, A: Allocator> Rc<T, A> {
}
impl<T, A: Allocator> Rc<[mem::MaybeUninit<T>], A> {
/// Converts to `Rc<[T]>`.
pub unsafe fn assume_init(self) -> Rc<[T], A>;
}
impl<T: ?Sized> Rc<T> {
/// Constructs an `Rc<T>` from a raw pointer.
pub unsafe fn from_raw(ptr: *const T) -> Self;
/// Consumes the `Rc`, returning the wrapped pointer.
pub fn into_raw(this: Self) -> *const T;
/// Increments the strong reference count on the `Rc<T>` associated with the
/// provided pointer by one.
pub unsafe fn increment_strong_count(ptr: *const T);
/// Decrements the strong reference count on the `Rc<T>` associated with the
/// provided pointer by one.
pub unsafe fn decrement_strong_count(ptr: *const T);
}
impl<T: ?Sized, A: Allocator> Rc<T, A> {
/// Provides a raw pointer to the data.
pub fn as_ptr(this: &Self) -> *const T;
/// Creates a new [`Weak`] pointer to this allocation.
pub fn downgrade(this: &Self) -> Weak<T, A> where A: Clone;
/// Gets the number of [`Weak`] pointers to this allocation.
pub fn weak_count(this: &Self) -> usize;
/// Gets the number of strong (`Rc`) pointers to this allocation.
pub fn strong_count(this: &Self) -> usize;
/// Returns a mutable reference into the given `Rc`, if there are
/// no other `Rc` or [`Weak`] pointers to the same allocation.
pub fn get_mut(this: &mut Self) -> Option<&mut T>;
/// Returns `true` if the two `Rc`s point to the same allocation in a vein similar to
/// [`ptr::eq`]. This function ignores the metadata of  `dyn Trait` pointers.
pub fn ptr_eq(this: &Self, other: &Self) -> bool;
}
impl<T: ?Sized + CloneToUninit, A: Allocator + Clone> Rc<T, A> {
/// Makes a mutable reference into the given `Rc`.
pub fn make_mut(this: &mut Self) -> &mut T;
}
impl<T: Clone, A: Allocator> Rc<T, A> {
/// If we have the only reference to `T` then unwrap it. Otherwise, clone `T` and return the
/// clone.
pub fn unwrap_or_clone(this: Self) -> T;
}
impl<A: Allocator> Rc<dyn Any, A> {
/// Attempts to downcast the `Rc<dyn Any>` to a concrete type.
pub fn downcast<T: Any>(self) -> Result<Rc<T, A>, Self>;
}
impl<T: ?Sized> Rc<T> {
}
impl<T: ?Sized, A: Allocator> Rc<T, A> {
}
impl<T> Rc<[T]> {
/// Copy elements from slice into newly allocated `Rc<[T]>`
unsafe fn copy_from_slice(v: &[T]) -> Rc<[T]>;
}
impl<T, A: Allocator> Rc<[T], A> {
}
impl<T: ?Sized, A: Allocator> Deref for Rc<T, A> {
type Target = T;
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> PinCoerceUnsized for Rc<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> PinCoerceUnsized for Weak<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> DerefPure for Rc<T, A> {
}
#[unstable]impl<T: ?Sized> LegacyReceiver for Rc<T> {
}
unsafe impl< T: ?Sized, A: Allocator> Drop for Rc<T, A> {
}
impl<T: ?Sized, A: Allocator + Clone> Clone for Rc<T, A> {
}
impl<T: Default> Default for Rc<T> {
}
impl Default for Rc<str> {
}
impl<T> Default for Rc<[T]> {
}
impl<T> Default for Pin<Rc<T>> where T: ?Sized, Rc<T>: Default {
}
impl<T: ?Sized + PartialEq, A: Allocator> PartialEq for Rc<T, A> {
}
impl<T: ?Sized + Eq, A: Allocator> Eq for Rc<T, A> {
}
impl<T: ?Sized + PartialOrd, A: Allocator> PartialOrd for Rc<T, A> {
}
impl<T: ?Sized + Ord, A: Allocator> Ord for Rc<T, A> {
}
impl<T: ?Sized + Hash, A: Allocator> Hash for Rc<T, A> {
}
impl<T: ?Sized + fmt::Display, A: Allocator> fmt::Display for Rc<T, A> {
}
impl<T: ?Sized + fmt::Debug, A: Allocator> fmt::Debug for Rc<T, A> {
}
impl<T: ?Sized, A: Allocator> fmt::Pointer for Rc<T, A> {
}
impl<T> From<T> for Rc<T> {
}
impl<T, const N : usize> From<[T; N]> for Rc<[T]> {
}
impl<T: Clone> From<&[T]> for Rc<[T]> {
}
impl<T: Clone> From<&mut [T]> for Rc<[T]> {
}
impl From<&str> for Rc<str> {
}
impl From<&mut str> for Rc<str> {
}
impl From<String> for Rc<str> {
}
impl<T: ?Sized, A: Allocator> From<Box<T, A>> for Rc<T, A> {
}
impl<T, A: Allocator> From<Vec<T, A>> for Rc<[T], A> {
}
impl<'a, B> From<Cow<'a, B>> for Rc<B> where B: ToOwned + ?Sized, Rc<B>: From<&'a B> + From<B::Owned> {
}
impl From<Rc<str>> for Rc<[u8]> {
}
impl<T, A: Allocator, const N : usize> TryFrom<Rc<[T], A>> for Rc<[T; N], A> {
type Error = Rc<[T], A>;
}
impl<T> FromIterator<T> for Rc<[T]> {
}
/// `Weak` is a version of [`Rc`] that holds a non-owning reference to the
/// managed allocation.
pub struct Weak<T: ?Sized, A: Allocator = Global> { #[unstable]ptr: NonNull<RcInner<T>>, #[unstable]alloc: A }
impl<T: ?Sized, A: Allocator> !Send for Weak<T, A> {
}
impl<T: ?Sized, A: Allocator> !Sync for Weak<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized, A: Allocator> CoerceUnsized<Weak<U, A>> for Weak<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {
}
#[unstable]unsafe impl<T: ?Sized> CloneFromCell for Weak<T> {
}
impl<T> Weak<T> {
/// Constructs a new `Weak<T>`, without allocating any memory.
/// Calling [`upgrade`] on the return value always gives [`None`].
pub const fn new() -> Weak<T> { Weak { ptr: NonNull::without_provenance(NonZeroUsize::MAX), alloc: Global, } }
}
impl<T, A: Allocator> Weak<T, A> {
/// Constructs a new `Weak<T>`, without allocating any memory, technically in the provided
/// allocator.
/// Calling [`upgrade`] on the return value always gives [`None`].
#[unstable]pub fn new_in(alloc: A) -> Weak<T, A>;
}
/// Helper type to allow accessing the reference counts without
/// making any assertions about the data field.
struct WeakInner<'a> { #[unstable]weak: &'a Cell<usize>, #[unstable]strong: &'a Cell<usize> }
impl<T: ?Sized> Weak<T> {
/// Converts a raw pointer previously created by [`into_raw`] back into `Weak<T>`.
pub unsafe fn from_raw(ptr: *const T) -> Self;
/// Consumes the `Weak<T>` and turns it into a raw pointer.
pub fn into_raw(self) -> *const T;
}
impl<T: ?Sized, A: Allocator> Weak<T, A> {
/// Returns a raw pointer to the object `T` pointed to by this `Weak<T>`.
pub fn as_ptr(&self) -> *const T;
/// Attempts to upgrade the `Weak` pointer to an [`Rc`], delaying
/// dropping of the inner value if successful.
pub fn upgrade(&self) -> Option<Rc<T, A>> where A: Clone;
/// Gets the number of strong (`Rc`) pointers pointing to this allocation.
pub fn strong_count(&self) -> usize;
/// Gets the number of `Weak` pointers pointing to this allocation.
pub fn weak_count(&self) -> usize;
/// Returns `None` when the pointer is dangling and there is no allocated `RcInner`,
/// (i.e., when this `Weak` was created by `Weak::new`).
fn inner(&self) -> Option<WeakInner<'_>>;
/// Returns `true` if the two `Weak`s point to the same allocation similar to [`ptr::eq`], or if
/// both don't point to any allocation (because they were created with `Weak::new()`). However,
/// this function ignores the metadata of  `dyn Trait` pointers.
pub fn ptr_eq(&self, other: &Self) -> bool;
}
unsafe impl< T: ?Sized, A: Allocator> Drop for Weak<T, A> {
}
impl<T: ?Sized, A: Allocator + Clone> Clone for Weak<T, A> {
}
impl<T: ?Sized, A: Allocator> fmt::Debug for Weak<T, A> {
}
impl<T> Default for Weak<T> {
}
impl<T: ?Sized, A: Allocator> borrow::Borrow<T> for Rc<T, A> {
}
impl<T: ?Sized, A: Allocator> AsRef<T> for Rc<T, A> {
}
impl<T: ?Sized, A: Allocator> Unpin for Rc<T, A> {
}
#[unstable]unsafe impl<T: ?Sized + Allocator, A: Allocator> Allocator for Rc<T, A> {
}
}
/// Utilities for the slice primitive type.
pub mod slice {
use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
pub use core::slice::ArrayWindows;
pub use core::slice::EscapeAscii;
pub use core::slice::GetDisjointMutError;
pub use core::slice::SliceIndex;
use core::slice::sort;
pub use core::slice::{ChunkBy, ChunkByMut};
pub use core::slice::{Chunks, Windows};
pub use core::slice::{ChunksExact, ChunksExactMut};
pub use core::slice::{ChunksMut, Split, SplitMut};
pub use core::slice::{Iter, IterMut};
pub use core::slice::{RChunks, RChunksExact, RChunksExactMut, RChunksMut};
pub use core::slice::{RSplit, RSplitMut};
pub use core::slice::{RSplitN, RSplitNMut, SplitN, SplitNMut};
pub use core::slice::{SplitInclusive, SplitInclusiveMut};
pub use core::slice::{from_mut, from_ref};
pub use core::slice::{from_raw_parts, from_raw_parts_mut};
#[unstable]pub use core::slice::range;
use crate::alloc::Allocator;
use crate::borrow::ToOwned;
use crate::boxed::Box;
use crate::vec::Vec;
impl<T> [T] {
/// Sorts the slice in ascending order, preserving initial order of equal elements.
#[rustc_allow_incoherent_impl]pub fn sort(&mut self) where T: Ord;
/// Sorts the slice in ascending order with a comparison function, preserving initial order of
/// equal elements.
#[rustc_allow_incoherent_impl]pub fn sort_by<F>(&mut self, mut compare: F) where F: FnMut(&T, &T) -> Ordering;
/// Sorts the slice in ascending order with a key extraction function, preserving initial order
/// of equal elements.
#[rustc_allow_incoherent_impl]pub fn sort_by_key<K, F>(&mut self, mut f: F) where F: FnMut(&T) -> K, K: Ord;
/// Sorts the slice in ascending order with a key extraction function, preserving initial order
/// of equal elements.
#[rustc_allow_incoherent_impl]pub fn sort_by_cached_key<K, F>(&mut self, f: F) where F: FnMut(&T) -> K, K: Ord;
/// Copies `self` into a new `Vec`.
#[rustc_allow_incoherent_impl]pub fn to_vec(&self) -> Vec<T> where T: Clone;
/// Converts `self` into a vector without clones or allocation.
#[rustc_allow_incoherent_impl]pub fn into_vec<A: Allocator>(self: Box<Self, A>) -> Vec<T, A>;
/// Creates a vector by copying a slice `n` times.
#[rustc_allow_incoherent_impl]pub fn repeat(&self, n: usize) -> Vec<T> where T: Copy;
/// Flattens a slice of `T` into a single value `Self::Output`.
#[rustc_allow_incoherent_impl]pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output where Self: Concat<Item>;
/// Flattens a slice of `T` into a single value `Self::Output`, placing a
/// given separator between each.
#[rustc_allow_incoherent_impl]pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output where Self: Join<Separator>;
/// Flattens a slice of `T` into a single value `Self::Output`, placing a
/// given separator between each.
#[rustc_allow_incoherent_impl]#[deprecated]pub fn connect<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output where Self: Join<Separator>;
}
impl [u8] {
/// Returns a vector containing a copy of this slice where each byte
/// is mapped to its ASCII upper case equivalent.
#[rustc_allow_incoherent_impl]pub fn to_ascii_uppercase(&self) -> Vec<u8>;
/// Returns a vector containing a copy of this slice where each byte
/// is mapped to its ASCII lower case equivalent.
#[rustc_allow_incoherent_impl]pub fn to_ascii_lowercase(&self) -> Vec<u8>;
}
/// Helper trait for [`[T]::concat`](slice::concat).
#[unstable]pub trait Concat<Item: ?Sized> {
/// The resulting type after concatenation
#[unstable]type Output;
/// Implementation of [`[T]::concat`](slice::concat)
#[unstable]fn concat(slice: &Self) -> Self::Output;
}
/// Helper trait for [`[T]::join`](slice::join)
#[unstable]pub trait Join<Separator> {
/// The resulting type after concatenation
#[unstable]type Output;
/// Implementation of [`[T]::join`](slice::join)
#[unstable]fn join(slice: &Self, sep: Separator) -> Self::Output;
}
#[unstable]impl<T: Clone, V: Borrow<[T]>> Concat<T> for [V] {
type Output = Vec<T>;
}
#[unstable]impl<T: Clone, V: Borrow<[T]>> Join<&T> for [V] {
type Output = Vec<T>;
}
#[unstable]impl<T: Clone, V: Borrow<[T]>> Join<&[T]> for [V] {
type Output = Vec<T>;
}
impl<T, A: Allocator> Borrow<[T]> for Vec<T, A> {
}
impl<T, A: Allocator> BorrowMut<[T]> for Vec<T, A> {
}
impl<T: Clone> ToOwned for [T] {
type Owned = Vec<T>;
}
}
/// Utilities for the `str` primitive type.
pub mod str {
use core::borrow::{Borrow, BorrowMut};
pub use core::str::EncodeUtf16;
pub use core::str::SplitAsciiWhitespace;
pub use core::str::SplitInclusive;
pub use core::str::SplitWhitespace;
pub use core::str::pattern;
use core::str::pattern::Pattern;
pub use core::str::{Bytes, CharIndices, Chars, from_utf8, from_utf8_mut};
pub use core::str::{EscapeDebug, EscapeDefault, EscapeUnicode};
pub use core::str::{FromStr, Utf8Error};
pub use core::str::{Lines, LinesAny};
pub use core::str::{MatchIndices, RMatchIndices};
pub use core::str::{Matches, RMatches};
pub use core::str::{ParseBoolError, from_utf8_unchecked, from_utf8_unchecked_mut};
pub use core::str::{RSplit, Split};
pub use core::str::{RSplitN, SplitN};
pub use core::str::{RSplitTerminator, SplitTerminator};
pub use core::str::{Utf8Chunk, Utf8Chunks};
#[unstable]pub use core::str::{from_raw_parts, from_raw_parts_mut};
use crate::borrow::ToOwned;
use crate::boxed::Box;
use crate::slice::{Concat, Join};
use crate::string::String;
#[unstable]impl<S: Borrow<str>> Concat<str> for [S] {
type Output = String;
}
#[unstable]impl<S: Borrow<str>> Join<&str> for [S] {
type Output = String;
}
impl Borrow<str> for String {
}
impl BorrowMut<str> for String {
}
impl ToOwned for str {
type Owned = String;
}
/// Methods for string slices.
impl str {
/// Converts a `Box<str>` into a `Box<[u8]>` without copying or allocating.
#[rustc_allow_incoherent_impl]pub fn into_boxed_bytes(self: Box<Self>) -> Box<[u8]>;
/// Replaces all matches of a pattern with another string.
#[rustc_allow_incoherent_impl]pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String;
/// Replaces first N matches of a pattern with another string.
#[rustc_allow_incoherent_impl]pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String;
/// Returns the lowercase equivalent of this string slice, as a new [`String`].
#[rustc_allow_incoherent_impl]pub fn to_lowercase(&self) -> String;
/// Returns the uppercase equivalent of this string slice, as a new [`String`].
#[rustc_allow_incoherent_impl]pub fn to_uppercase(&self) -> String;
/// Converts a [`Box<str>`] into a [`String`] without copying or allocating.
#[rustc_allow_incoherent_impl]pub fn into_string(self: Box<Self>) -> String;
/// Creates a new [`String`] by repeating a string `n` times.
#[rustc_allow_incoherent_impl]pub fn repeat(&self, n: usize) -> String;
/// Returns a copy of this string where each character is mapped to its
/// ASCII upper case equivalent.
#[rustc_allow_incoherent_impl]pub fn to_ascii_uppercase(&self) -> String;
/// Returns a copy of this string where each character is mapped to its
/// ASCII lower case equivalent.
#[rustc_allow_incoherent_impl]pub fn to_ascii_lowercase(&self) -> String;
}
/// Converts a boxed slice of bytes to a boxed string slice without checking
/// that the string contains valid UTF-8.
pub unsafe fn from_boxed_utf8_unchecked(v: Box<[u8]>) -> Box<str>;
}
/// A UTF-8–encoded, growable string.
pub mod string {
use core::error::Error;
use core::iter::FusedIterator;
use core::ops::Add;
use core::ops::AddAssign;
use core::{ops, ops::RangeBounds};
use core::str::pattern::Pattern;
use core::{fmt, hash, slice};
use crate::alloc::Allocator;
use crate::borrow::Cow;
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::{str, str::Chars, str::Utf8Error, str::from_utf8_unchecked_mut};
use crate::str::FromStr;
use crate::{vec, vec::Vec};
/// A UTF-8–encoded, growable string.
#[lang = "String"]pub struct String { #[unstable]vec: Vec<u8> }
impl ::core::cmp::PartialEq for String {
}
impl ::core::cmp::PartialOrd for String {
}
impl ::core::cmp::Eq for String {
}
impl ::core::cmp::Ord for String {
}
/// A possible error value when converting a `String` from a UTF-8 byte vector.
pub struct FromUtf8Error { #[unstable]bytes: Vec<u8>, #[unstable]error: Utf8Error }
impl ::core::fmt::Debug for FromUtf8Error {
}
impl ::core::cmp::PartialEq for FromUtf8Error {
}
impl ::core::cmp::Eq for FromUtf8Error {
}
impl ::core::clone::Clone for FromUtf8Error {
}
/// A possible error value when converting a `String` from a UTF-16 byte slice.
pub struct FromUtf16Error(#[unstable]());
impl ::core::fmt::Debug for FromUtf16Error {
}
impl String {
/// Creates a new empty `String`.
pub const fn new() -> String { String { vec: Vec::new() } }
/// Creates a new empty `String` with at least the specified capacity.
pub fn with_capacity(capacity: usize) -> String;
/// Converts a vector of bytes to a `String`.
pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error>;
/// Converts a slice of bytes to a string, including invalid characters.
pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str>;
/// Decode a native endian UTF-16–encoded vector `v` into a `String`,
/// returning [`Err`] if `v` contains any invalid data.
pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error>;
/// Decode a native endian UTF-16–encoded slice `v` into a `String`,
/// replacing invalid data with [the replacement character (`U+FFFD`)][U+FFFD].
pub fn from_utf16_lossy(v: &[u16]) -> String;
/// Decomposes a `String` into its raw components: `(pointer, length, capacity)`.
pub fn into_raw_parts(self) -> (*mut u8, usize, usize);
/// Creates a new `String` from a pointer, a length and a capacity.
pub unsafe fn from_raw_parts(buf: *mut u8, length: usize, capacity: usize) -> String;
/// Converts a vector of bytes to a `String` without checking that the
/// string contains valid UTF-8.
pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String;
/// Converts a `String` into a byte vector.
pub const fn into_bytes(self) -> Vec<u8> { self.vec }
/// Extracts a string slice containing the entire `String`.
pub const fn as_str(&self) -> &str { unsafe { str::from_utf8_unchecked(self.vec.as_slice()) } }
/// Converts a `String` into a mutable string slice.
pub const fn as_mut_str(&mut self) -> &mut str { unsafe { str::from_utf8_unchecked_mut(self.vec.as_mut_slice()) } }
/// Appends a given string slice onto the end of this `String`.
pub fn push_str(&mut self, string: &str);
/// Copies elements from `src` range to the end of the string.
pub fn extend_from_within<R>(&mut self, src: R) where R: RangeBounds<usize>;
/// Returns this `String`'s capacity, in bytes.
pub const fn capacity(&self) -> usize { self.vec.capacity() }
/// Reserves capacity for at least `additional` bytes more than the
/// current length. The allocator may reserve more space to speculatively
/// avoid frequent allocations. After calling `reserve`,
/// capacity will be greater than or equal to `self.len() + additional`.
/// Does nothing if capacity is already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Reserves the minimum capacity for at least `additional` bytes more than
/// the current length. Unlike [`reserve`], this will not
/// deliberately over-allocate to speculatively avoid frequent allocations.
/// After calling `reserve_exact`, capacity will be greater than or equal to
/// `self.len() + additional`. Does nothing if the capacity is already
/// sufficient.
pub fn reserve_exact(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` bytes more than the
/// current length. The allocator may reserve more space to speculatively
/// avoid frequent allocations. After calling `try_reserve`, capacity will be
/// greater than or equal to `self.len() + additional` if it returns
/// `Ok(())`. Does nothing if capacity is already sufficient. This method
/// preserves the contents even if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Tries to reserve the minimum capacity for at least `additional` bytes
/// more than the current length. Unlike [`try_reserve`], this will not
/// deliberately over-allocate to speculatively avoid frequent allocations.
/// After calling `try_reserve_exact`, capacity will be greater than or
/// equal to `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of this `String` to match its length.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of this `String` with a lower bound.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Appends the given [`char`] to the end of this `String`.
pub fn push(&mut self, ch: char);
/// Returns a byte slice of this `String`'s contents.
pub const fn as_bytes(&self) -> &[u8] { self.vec.as_slice() }
/// Shortens this `String` to the specified length.
pub fn truncate(&mut self, new_len: usize);
/// Removes the last character from the string buffer and returns it.
pub fn pop(&mut self) -> Option<char>;
/// Removes a [`char`] from this `String` at byte position `idx` and returns it.
pub fn remove(&mut self, idx: usize) -> char;
/// Retains only the characters specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where F: FnMut(char) -> bool;
/// Inserts a character into this `String` at byte position `idx`.
pub fn insert(&mut self, idx: usize, ch: char);
/// Inserts a string slice into this `String` at byte position `idx`.
pub fn insert_str(&mut self, idx: usize, string: &str);
/// Returns a mutable reference to the contents of this `String`.
pub const unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> { &mut self.vec }
/// Returns the length of this `String`, in bytes, not [`char`]s or
/// graphemes. In other words, it might not be what a human considers the
/// length of the string.
pub const fn len(&self) -> usize { self.vec.len() }
/// Returns `true` if this `String` has a length of zero, and `false` otherwise.
pub const fn is_empty(&self) -> bool { self.len() == 0 }
/// Splits the string into two at the given byte index.
pub fn split_off(&mut self, at: usize) -> String;
/// Truncates this `String`, removing all contents.
pub fn clear(&mut self);
/// Removes the specified range from the string in bulk, returning all
/// removed characters as an iterator.
pub fn drain<R>(&mut self, range: R) -> Drain<'_> where R: RangeBounds<usize>;
/// Removes the specified range in the string,
/// and replaces it with the given string.
/// The given string doesn't need to be the same length as the range.
pub fn replace_range<R>(&mut self, range: R, replace_with: &str) where R: RangeBounds<usize>;
/// Converts this `String` into a <code>[Box]<[str]></code>.
pub fn into_boxed_str(self) -> Box<str>;
/// Consumes and leaks the `String`, returning a mutable reference to the contents,
/// `&'a mut str`.
pub fn leak<'a>(self) -> &'a mut str;
}
impl FromUtf8Error {
/// Returns a slice of [`u8`]s bytes that were attempted to convert to a `String`.
pub fn as_bytes(&self) -> &[u8];
/// Returns the bytes that were attempted to convert to a `String`.
pub fn into_bytes(self) -> Vec<u8>;
/// Fetch a `Utf8Error` to get more details about the conversion failure.
pub fn utf8_error(&self) -> Utf8Error;
}
impl fmt::Display for FromUtf8Error {
}
impl fmt::Display for FromUtf16Error {
}
impl Error for FromUtf8Error {
}
impl Error for FromUtf16Error {
}
impl Clone for String {
}
impl FromIterator<char> for String {
}
impl<'a> FromIterator<&'a char> for String {
}
impl<'a> FromIterator<&'a str> for String {
}
impl FromIterator<String> for String {
}
impl<A: Allocator> FromIterator<Box<str, A>> for String {
}
impl<'a> FromIterator<Cow<'a, str>> for String {
}
#[unstable]impl FromIterator<core::ascii::Char> for String {
}
#[unstable]impl<'a> FromIterator<&'a core::ascii::Char> for String {
}
impl Extend<char> for String {
}
impl<'a> Extend<&'a char> for String {
}
impl<'a> Extend<&'a str> for String {
}
impl<A: Allocator> Extend<Box<str, A>> for String {
}
impl Extend<String> for String {
}
impl<'a> Extend<Cow<'a, str>> for String {
}
#[unstable]impl Extend<core::ascii::Char> for String {
}
#[unstable]impl<'a> Extend<&'a core::ascii::Char> for String {
}
#[unstable]impl<'b> Pattern for &'b String {
type Searcher<'a> = <&'b str as Pattern>::Searcher<'a>;
}
impl PartialEq<str> for String {
}
impl PartialEq<String> for str {
}
impl PartialEq<&str> for String {
}
impl PartialEq<String> for &str {
}
impl PartialEq<str> for Cow<'_, str> {
}
impl PartialEq<Cow<'_, str>> for str {
}
impl PartialEq<&'_ str> for Cow<'_, str> {
}
impl PartialEq<Cow<'_, str>> for &'_ str {
}
impl PartialEq<String> for Cow<'_, str> {
}
impl PartialEq<Cow<'_, str>> for String {
}
impl Default for String {
}
impl fmt::Display for String {
}
impl fmt::Debug for String {
}
impl hash::Hash for String {
}
impl Add<&str> for String {
type Output = String;
}
impl AddAssign<&str> for String {
}
impl<I> ops::Index<I> for String where I: slice::SliceIndex<str> {
type Output = I::Output;
}
impl<I> ops::IndexMut<I> for String where I: slice::SliceIndex<str> {
}
impl ops::Deref for String {
type Target = str;
}
#[unstable]unsafe impl ops::DerefPure for String {
}
impl ops::DerefMut for String {
}
/// A type alias for [`Infallible`].
pub type ParseError = core::convert::Infallible;
impl FromStr for String {
type Err = core::convert::Infallible;
}
/// A trait for converting a value to a `String`.
pub trait ToString {
/// Converts the given value to a `String`.
fn to_string(&self) -> String;
}
impl<T: fmt::Display + ?Sized> ToString for T {
}
impl AsRef<str> for String {
}
impl AsMut<str> for String {
}
impl AsRef<[u8]> for String {
}
impl From<&str> for String {
}
impl From<&mut str> for String {
}
impl From<&String> for String {
}
impl From<Box<str>> for String {
}
impl From<String> for Box<str> {
}
impl<'a> From<Cow<'a, str>> for String {
}
impl<'a> From<&'a str> for Cow<'a, str> {
}
impl<'a> From<String> for Cow<'a, str> {
}
impl<'a> From<&'a String> for Cow<'a, str> {
}
impl<'a> FromIterator<char> for Cow<'a, str> {
}
impl<'a, 'b> FromIterator<&'b str> for Cow<'a, str> {
}
impl<'a> FromIterator<String> for Cow<'a, str> {
}
#[unstable]impl<'a> FromIterator<core::ascii::Char> for Cow<'a, str> {
}
impl From<String> for Vec<u8> {
}
impl TryFrom<Vec<u8>> for String {
type Error = FromUtf8Error;
}
impl fmt::Write for String {
}
/// A draining iterator for `String`.
pub struct Drain<'a> { #[unstable]string: *mut String, #[unstable]start: usize, #[unstable]end: usize, #[unstable]iter: Chars<'a> }
impl fmt::Debug for Drain<'_> {
}
unsafe impl Sync for Drain<'_> {
}
unsafe impl Send for Drain<'_> {
}
impl Drop for Drain<'_> {
}
impl<'a> Drain<'a> {
/// Returns the remaining (sub)string of this iterator as a slice.
pub fn as_str(&self) -> &str;
}
impl<'a> AsRef<str> for Drain<'a> {
}
impl<'a> AsRef<[u8]> for Drain<'a> {
}
impl Iterator for Drain<'_> {
type Item = char;
}
impl DoubleEndedIterator for Drain<'_> {
}
impl FusedIterator for Drain<'_> {
}
impl From<char> for String {
}
}
/// Thread-safe reference-counting pointers.
pub mod sync {
use core::any::Any;
use core::cell::CloneFromCell;
use core::clone::CloneToUninit;
use core::hash::Hash;
use core::marker::{PhantomData, Unsize};
use core::mem;
use core::num::NonZeroUsize;
use core::ops::{CoerceUnsized, Deref, DerefPure, DispatchFromDyn, LegacyReceiver};
use core::ops::{Residual, Try};
use core::panic::{RefUnwindSafe, UnwindSafe};
use core::pin::{Pin, PinCoerceUnsized};
use core::{ptr, ptr::NonNull};
use core::sync::atomic::Atomic;
use core::{borrow, fmt};
use crate::alloc::{Allocator, Global};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::string::String;
use crate::vec::Vec;
/// A thread-safe reference-counting pointer. 'Arc' stands for 'Atomically
/// Reference Counted'.
pub struct Arc<T: ?Sized, A: Allocator = Global> { #[unstable]ptr: NonNull<ArcInner<T>>, #[unstable]phantom: PhantomData<ArcInner<T>>, #[unstable]alloc: A }
unsafe impl<T: ?Sized + Sync + Send, A: Allocator + Send> Send for Arc<T, A> {
}
unsafe impl<T: ?Sized + Sync + Send, A: Allocator + Sync> Sync for Arc<T, A> {
}
impl<T: RefUnwindSafe + ?Sized, A: Allocator + UnwindSafe> UnwindSafe for Arc<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized, A: Allocator> CoerceUnsized<Arc<U, A>> for Arc<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Arc<U>> for Arc<T> {
}
#[unstable]unsafe impl<T: ?Sized> CloneFromCell for Arc<T> {
}
impl<T: ?Sized> Arc<T> {
}
impl<T: ?Sized, A: Allocator> Arc<T, A> {
}
/// `Weak` is a version of [`Arc`] that holds a non-owning reference to the
/// managed allocation.
pub struct Weak<T: ?Sized, A: Allocator = Global> { #[unstable]ptr: NonNull<ArcInner<T>>, #[unstable]alloc: A }
unsafe impl<T: ?Sized + Sync + Send, A: Allocator + Send> Send for Weak<T, A> {
}
unsafe impl<T: ?Sized + Sync + Send, A: Allocator + Sync> Sync for Weak<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized, A: Allocator> CoerceUnsized<Weak<U, A>> for Weak<T, A> {
}
#[unstable]impl<T: ?Sized + Unsize<U>, U: ?Sized> DispatchFromDyn<Weak<U>> for Weak<T> {
}
#[unstable]unsafe impl<T: ?Sized> CloneFromCell for Weak<T> {
}
impl<T: ?Sized, A: Allocator> fmt::Debug for Weak<T, A> {
}
#[repr(C, align(2))]struct ArcInner<T: ?Sized> { #[unstable]strong: Atomic<usize>, #[unstable]weak: Atomic<usize>, #[unstable]data: T }
unsafe impl<T: ?Sized + Sync + Send> Send for ArcInner<T> {
}
unsafe impl<T: ?Sized + Sync + Send> Sync for ArcInner<T> {
}
impl<T> Arc<T> {
/// Constructs a new `Arc<T>`.
pub fn new(data: T) -> Arc<T>;
/// Constructs a new `Arc<T>` while giving you a `Weak<T>` to the allocation,
/// to allow you to construct a `T` which holds a weak pointer to itself.
pub fn new_cyclic<F>(data_fn: F) -> Arc<T> where F: FnOnce(&Weak<T>) -> T;
/// Constructs a new `Arc` with uninitialized contents.
pub fn new_uninit() -> Arc<mem::MaybeUninit<T>>;
/// Constructs a new `Arc` with uninitialized contents, with the memory
/// being filled with `0` bytes.
pub fn new_zeroed() -> Arc<mem::MaybeUninit<T>>;
/// Constructs a new `Pin<Arc<T>>`. If `T` does not implement `Unpin`, then
/// `data` will be pinned in memory and unable to be moved.
pub fn pin(data: T) -> Pin<Arc<T>>;
/// Maps the value in an `Arc`, reusing the allocation if possible.
#[unstable]pub fn map<U>(this: Self, f: impl FnOnce(&T) -> U) -> Arc<U>;
/// Attempts to map the value in an `Arc`, reusing the allocation if possible.
#[unstable]pub fn try_map<R>(this: Self, f: impl FnOnce(&T) -> R) -> <R::Residual as Residual<Arc<R::Output>>>::TryType where R: Try, R::Residual: Residual<Arc<R::Output>>;
}
impl<T, A: Allocator> Arc<T, A> {
/// Constructs a new `Arc<T>` in the provided allocator.
#[unstable]pub fn new_in(data: T, alloc: A) -> Arc<T, A>;
/// Returns the inner value, if the `Arc` has exactly one strong reference.
pub fn try_unwrap(this: Self) -> Result<T, Self>;
/// Returns the inner value, if the `Arc` has exactly one strong reference.
pub fn into_inner(this: Self) -> Option<T>;
}
impl<T> Arc<[T]> {
/// Constructs a new atomically reference-counted slice with uninitialized contents.
pub fn new_uninit_slice(len: usize) -> Arc<[mem::MaybeUninit<T>]>;
/// Constructs a new atomically reference-counted slice with uninitialized contents, with the memory being
/// filled with `0` bytes.
pub fn new_zeroed_slice(len: usize) -> Arc<[mem::MaybeUninit<T>]>;
}
impl<T, A: Allocator> Arc<[T], A> {
}
impl<T, A: Allocator> Arc<mem::MaybeUninit<T>, A> {
/// Converts to `Arc<T>`.
pub unsafe fn assume_init(self) -> Arc<T, A>;
}
impl<T: ?Sized + CloneToUninit> Arc<T> {
}
impl<T: ?Sized + CloneToUninit, A: Allocator> Arc<T, A> {
}
impl<T, A: Allocator> Arc<[mem::MaybeUninit<T>], A> {
/// Converts to `Arc<[T]>`.
pub unsafe fn assume_init(self) -> Arc<[T], A>;
}
impl<T: ?Sized> Arc<T> {
/// Constructs an `Arc<T>` from a raw pointer.
pub unsafe fn from_raw(ptr: *const T) -> Self;
/// Consumes the `Arc`, returning the wrapped pointer.
pub fn into_raw(this: Self) -> *const T;
/// Increments the strong reference count on the `Arc<T>` associated with the
/// provided pointer by one.
pub unsafe fn increment_strong_count(ptr: *const T);
/// Decrements the strong reference count on the `Arc<T>` associated with the
/// provided pointer by one.
pub unsafe fn decrement_strong_count(ptr: *const T);
}
impl<T: ?Sized, A: Allocator> Arc<T, A> {
/// Provides a raw pointer to the data.
pub fn as_ptr(this: &Self) -> *const T;
/// Creates a new [`Weak`] pointer to this allocation.
pub fn downgrade(this: &Self) -> Weak<T, A> where A: Clone;
/// Gets the number of [`Weak`] pointers to this allocation.
pub fn weak_count(this: &Self) -> usize;
/// Gets the number of strong (`Arc`) pointers to this allocation.
pub fn strong_count(this: &Self) -> usize;
fn inner(&self) -> &ArcInner<T>;
/// Returns `true` if the two `Arc`s point to the same allocation in a vein similar to
/// [`ptr::eq`]. This function ignores the metadata of  `dyn Trait` pointers.
pub fn ptr_eq(this: &Self, other: &Self) -> bool;
}
impl<T: ?Sized> Arc<T> {
}
impl<T: ?Sized, A: Allocator> Arc<T, A> {
}
impl<T> Arc<[T]> {
/// Copy elements from slice into newly allocated `Arc<[T]>`
unsafe fn copy_from_slice(v: &[T]) -> Arc<[T]>;
}
impl<T, A: Allocator> Arc<[T], A> {
}
impl<T: ?Sized, A: Allocator + Clone> Clone for Arc<T, A> {
}
impl<T: ?Sized, A: Allocator> Deref for Arc<T, A> {
type Target = T;
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> PinCoerceUnsized for Arc<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> PinCoerceUnsized for Weak<T, A> {
}
#[unstable]unsafe impl<T: ?Sized, A: Allocator> DerefPure for Arc<T, A> {
}
#[unstable]impl<T: ?Sized> LegacyReceiver for Arc<T> {
}
impl<T: ?Sized + CloneToUninit, A: Allocator + Clone> Arc<T, A> {
/// Makes a mutable reference into the given `Arc`.
pub fn make_mut(this: &mut Self) -> &mut T;
}
impl<T: Clone, A: Allocator> Arc<T, A> {
/// If we have the only reference to `T` then unwrap it. Otherwise, clone `T` and return the
/// clone.
pub fn unwrap_or_clone(this: Self) -> T;
}
impl<T: ?Sized, A: Allocator> Arc<T, A> {
/// Returns a mutable reference into the given `Arc`, if there are
/// no other `Arc` or [`Weak`] pointers to the same allocation.
pub fn get_mut(this: &mut Self) -> Option<&mut T>;
}
unsafe impl< T: ?Sized, A: Allocator> Drop for Arc<T, A> {
}
impl<A: Allocator> Arc<dyn Any + Send + Sync, A> {
/// Attempts to downcast the `Arc<dyn Any + Send + Sync>` to a concrete type.
pub fn downcast<T>(self) -> Result<Arc<T, A>, Self> where T: Any + Send + Sync;
}
impl<T> Weak<T> {
/// Constructs a new `Weak<T>`, without allocating any memory.
/// Calling [`upgrade`] on the return value always gives [`None`].
pub const fn new() -> Weak<T> { Weak { ptr: NonNull::without_provenance(NonZeroUsize::MAX), alloc: Global, } }
}
impl<T, A: Allocator> Weak<T, A> {
/// Constructs a new `Weak<T, A>`, without allocating any memory, technically in the provided
/// allocator.
/// Calling [`upgrade`] on the return value always gives [`None`].
#[unstable]pub fn new_in(alloc: A) -> Weak<T, A>;
}
/// Helper type to allow accessing the reference counts without
/// making any assertions about the data field.
struct WeakInner<'a> { #[unstable]weak: &'a Atomic<usize>, #[unstable]strong: &'a Atomic<usize> }
impl<T: ?Sized> Weak<T> {
/// Converts a raw pointer previously created by [`into_raw`] back into `Weak<T>`.
pub unsafe fn from_raw(ptr: *const T) -> Self;
/// Consumes the `Weak<T>` and turns it into a raw pointer.
pub fn into_raw(self) -> *const T;
}
impl<T: ?Sized, A: Allocator> Weak<T, A> {
/// Returns a raw pointer to the object `T` pointed to by this `Weak<T>`.
pub fn as_ptr(&self) -> *const T;
}
impl<T: ?Sized, A: Allocator> Weak<T, A> {
/// Attempts to upgrade the `Weak` pointer to an [`Arc`], delaying
/// dropping of the inner value if successful.
pub fn upgrade(&self) -> Option<Arc<T, A>> where A: Clone;
/// Gets the number of strong (`Arc`) pointers pointing to this allocation.
pub fn strong_count(&self) -> usize;
/// Gets an approximation of the number of `Weak` pointers pointing to this
/// allocation.
pub fn weak_count(&self) -> usize;
/// Returns `None` when the pointer is dangling and there is no allocated `ArcInner`,
/// (i.e., when this `Weak` was created by `Weak::new`).
fn inner(&self) -> Option<WeakInner<'_>>;
/// Returns `true` if the two `Weak`s point to the same allocation similar to [`ptr::eq`], or if
/// both don't point to any allocation (because they were created with `Weak::new()`). However,
/// this function ignores the metadata of  `dyn Trait` pointers.
pub fn ptr_eq(&self, other: &Self) -> bool;
}
impl<T: ?Sized, A: Allocator + Clone> Clone for Weak<T, A> {
}
impl<T> Default for Weak<T> {
}
unsafe impl< T: ?Sized, A: Allocator> Drop for Weak<T, A> {
}
impl<T: ?Sized + PartialEq, A: Allocator> PartialEq for Arc<T, A> {
}
impl<T: ?Sized + PartialOrd, A: Allocator> PartialOrd for Arc<T, A> {
}
impl<T: ?Sized + Ord, A: Allocator> Ord for Arc<T, A> {
}
impl<T: ?Sized + Eq, A: Allocator> Eq for Arc<T, A> {
}
impl<T: ?Sized + fmt::Display, A: Allocator> fmt::Display for Arc<T, A> {
}
impl<T: ?Sized + fmt::Debug, A: Allocator> fmt::Debug for Arc<T, A> {
}
impl<T: ?Sized, A: Allocator> fmt::Pointer for Arc<T, A> {
}
impl<T: Default> Default for Arc<T> {
}
impl Default for Arc<str> {
}
impl Default for Arc<core::ffi::CStr> {
}
impl<T> Default for Arc<[T]> {
}
impl<T> Default for Pin<Arc<T>> where T: ?Sized, Arc<T>: Default {
}
impl<T: ?Sized + Hash, A: Allocator> Hash for Arc<T, A> {
}
impl<T> From<T> for Arc<T> {
}
impl<T, const N : usize> From<[T; N]> for Arc<[T]> {
}
impl<T: Clone> From<&[T]> for Arc<[T]> {
}
impl<T: Clone> From<&mut [T]> for Arc<[T]> {
}
impl From<&str> for Arc<str> {
}
impl From<&mut str> for Arc<str> {
}
impl From<String> for Arc<str> {
}
impl<T: ?Sized, A: Allocator> From<Box<T, A>> for Arc<T, A> {
}
impl<T, A: Allocator + Clone> From<Vec<T, A>> for Arc<[T], A> {
}
impl<'a, B> From<Cow<'a, B>> for Arc<B> where B: ToOwned + ?Sized, Arc<B>: From<&'a B> + From<B::Owned> {
}
impl From<Arc<str>> for Arc<[u8]> {
}
impl<T, A: Allocator, const N : usize> TryFrom<Arc<[T], A>> for Arc<[T; N], A> {
type Error = Arc<[T], A>;
}
impl<T> FromIterator<T> for Arc<[T]> {
}
impl<T: ?Sized, A: Allocator> borrow::Borrow<T> for Arc<T, A> {
}
impl<T: ?Sized, A: Allocator> AsRef<T> for Arc<T, A> {
}
impl<T: ?Sized, A: Allocator> Unpin for Arc<T, A> {
}
impl<T: core::error::Error + ?Sized> core::error::Error for Arc<T> {
}
#[unstable]unsafe impl<T: ?Sized + Allocator, A: Allocator> Allocator for Arc<T, A> {
}
}
/// Types and Traits for working with asynchronous tasks.
pub mod task {
use core::task::Waker;
use core::task::{LocalWaker, RawWaker};
use crate::rc::Rc;
use crate::sync::Arc;
/// The implementation of waking a task on an executor.
pub trait Wake {
/// Wake this task.
fn wake(self: Arc<Self>);
/// Wake this task without consuming the waker.
fn wake_by_ref(self: &Arc<Self>) {}
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for RawWaker {
}
/// An analogous trait to `Wake` but used to construct a `LocalWaker`.
#[unstable]pub trait LocalWake {
/// Wake this task.
#[unstable]fn wake(self: Rc<Self>);
/// Wake this task without consuming the local waker.
#[unstable]fn wake_by_ref(self: &Rc<Self>) {}
}
#[unstable]impl<W: LocalWake + 'static> From<Rc<W>> for LocalWaker {
}
#[unstable]impl<W: LocalWake + 'static> From<Rc<W>> for RawWaker {
}
}
/// A contiguous growable array type with heap-allocated contents, written
/// `Vec<T>`.
pub mod vec {
use core::hash::Hash;
use core::iter;
use core::marker::Destruct;
use core::marker::PhantomData;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::{ops, ops::Index, ops::IndexMut, ops::RangeBounds};
use core::{ptr, ptr::NonNull};
use core::{slice, slice::SliceIndex};
use core::{fmt, intrinsics};
pub use self::extract_if::ExtractIf;
use crate::alloc::{Allocator, Global};
use crate::borrow::{Cow, ToOwned};
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::raw_vec::RawVec;
mod extract_if {
use core::ops::RangeBounds;
use core::fmt;
use super::Vec;
use crate::alloc::{Allocator, Global};
/// An iterator which uses a closure to determine if an element should be removed.
pub struct ExtractIf<'a, T, F, A: Allocator = Global> { #[unstable]vec: &'a mut Vec<T, A>, #[unstable]idx: usize, #[unstable]end: usize, #[unstable]del: usize, #[unstable]old_len: usize, #[unstable]pred: F }
impl<'a, T, F, A: Allocator> ExtractIf<'a, T, F, A> {
pub(super) fn new<R: RangeBounds<usize>>(vec: &'a mut Vec<T, A>, pred: F, range: R) -> Self;
}
impl<T, F, A: Allocator> Iterator for ExtractIf<'_, T, F, A> where F: FnMut(&mut T) -> bool {
type Item = T;
}
impl<T, F, A: Allocator> Drop for ExtractIf<'_, T, F, A> {
}
impl<T, F, A> fmt::Debug for ExtractIf<'_, T, F, A> where T: fmt::Debug, A: Allocator {
}
}
pub use self::splice::Splice;
mod splice {
use super::Drain;
use crate::alloc::{Allocator, Global};
/// A splicing iterator for `Vec`.
pub struct Splice<'a, I: Iterator + 'a, A: Allocator + 'a = Global> { #[unstable]pub(super) drain: Drain<'a, I::Item, A>, #[unstable]pub(super) replace_with: I }
impl<'a, I: ::core::fmt::Debug + Iterator + 'a, A: ::core::fmt::Debug + Allocator + 'a> ::core::fmt::Debug for Splice<'a, I, A> where I::Item: ::core::fmt::Debug {
}
impl<I: Iterator, A: Allocator> Iterator for Splice<'_, I, A> {
type Item = I::Item;
}
impl<I: Iterator, A: Allocator> DoubleEndedIterator for Splice<'_, I, A> {
}
impl<I: Iterator, A: Allocator> ExactSizeIterator for Splice<'_, I, A> {
}
impl<I: Iterator, A: Allocator> Drop for Splice<'_, I, A> {
}
/// Private helper methods for `Splice::drop`
impl<T, A: Allocator> Drain<'_, T, A> {
}
}
pub use self::drain::Drain;
mod drain {
use core::iter::FusedIterator;
use core::ptr::NonNull;
use core::{fmt, slice};
use super::Vec;
use crate::alloc::{Allocator, Global};
/// A draining iterator for `Vec<T>`.
pub struct Drain<'a, T: 'a, A: Allocator + 'a = Global> { #[unstable]pub(super) tail_start: usize, #[unstable]pub(super) tail_len: usize, #[unstable]pub(super) iter: slice::Iter<'a, T>, #[unstable]pub(super) vec: NonNull<Vec<T, A>> }
impl<T: fmt::Debug, A: Allocator> fmt::Debug for Drain<'_, T, A> {
}
impl<'a, T, A: Allocator> Drain<'a, T, A> {
/// Returns the remaining items of this iterator as a slice.
pub fn as_slice(&self) -> &[T];
}
impl<'a, T, A: Allocator> AsRef<[T]> for Drain<'a, T, A> {
}
unsafe impl<T: Sync, A: Sync + Allocator> Sync for Drain<'_, T, A> {
}
unsafe impl<T: Send, A: Send + Allocator> Send for Drain<'_, T, A> {
}
impl<T, A: Allocator> Iterator for Drain<'_, T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> Drop for Drain<'_, T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for Drain<'_, T, A> {
}
impl<T, A: Allocator> FusedIterator for Drain<'_, T, A> {
}
}
mod cow {
use super::Vec;
use crate::borrow::Cow;
impl<'a, T: Clone> From<&'a [T]> for Cow<'a, [T]> {
}
impl<'a, T: Clone, const N : usize> From<&'a [T; N]> for Cow<'a, [T]> {
}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {
}
impl<'a, T: Clone> From<&'a Vec<T>> for Cow<'a, [T]> {
}
impl<'a, T> FromIterator<T> for Cow<'a, [T]> where T: Clone {
}
}
pub use self::into_iter::IntoIter;
mod into_iter {
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::panic::UnwindSafe;
use core::{ptr, ptr::NonNull};
use core::fmt;
use crate::alloc::{Allocator, Global};
/// An iterator that moves out of a vector.
pub struct IntoIter<T, A: Allocator = Global> { #[unstable]pub(super) buf: NonNull<T>, #[unstable]pub(super) phantom: PhantomData<T>, #[unstable]pub(super) cap: usize, #[unstable]pub(super) alloc: ManuallyDrop<A>, #[unstable]pub(super) ptr: NonNull<T>, #[unstable]pub(super) end: *const T }
impl<T: UnwindSafe, A: Allocator + UnwindSafe> UnwindSafe for IntoIter<T, A> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for IntoIter<T, A> {
}
impl<T, A: Allocator> IntoIter<T, A> {
/// Returns the remaining items of this iterator as a slice.
pub fn as_slice(&self) -> &[T];
/// Returns the remaining items of this iterator as a mutable slice.
pub fn as_mut_slice(&mut self) -> &mut [T];
}
impl<T, A: Allocator> AsRef<[T]> for IntoIter<T, A> {
}
unsafe impl<T: Send, A: Allocator + Send> Send for IntoIter<T, A> {
}
unsafe impl<T: Sync, A: Allocator + Sync> Sync for IntoIter<T, A> {
}
impl<T, A: Allocator> Iterator for IntoIter<T, A> {
type Item = T;
}
impl<T, A: Allocator> DoubleEndedIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> ExactSizeIterator for IntoIter<T, A> {
}
impl<T, A: Allocator> FusedIterator for IntoIter<T, A> {
}
impl<T, A> Default for IntoIter<T, A> where A: Allocator + Default {
}
impl<T: Clone, A: Allocator + Clone> Clone for IntoIter<T, A> {
}
unsafe impl< T, A: Allocator> Drop for IntoIter<T, A> {
}
}
mod partial_eq {
use super::Vec;
use crate::alloc::Allocator;
use crate::borrow::Cow;
impl<T, U, A1: Allocator, A2: Allocator> PartialEq<Vec<U, A2>> for Vec<T, A1> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<&[U]> for Vec<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<&mut [U]> for Vec<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<Vec<U, A>> for &[T] where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<Vec<U, A>> for &mut [T] where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<[U]> for Vec<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<Vec<U, A>> for [T] where T: PartialEq<U> {
}
impl<T, U, A: Allocator> PartialEq<Vec<U, A>> for Cow<'_, [T]> where T: PartialEq<U>, T: Clone {
}
impl<T, U> PartialEq<&[U]> for Cow<'_, [T]> where T: PartialEq<U>, T: Clone {
}
impl<T, U> PartialEq<&mut [U]> for Cow<'_, [T]> where T: PartialEq<U>, T: Clone {
}
impl<T, U, A: Allocator, const N : usize> PartialEq<[U; N]> for Vec<T, A> where T: PartialEq<U> {
}
impl<T, U, A: Allocator, const N : usize> PartialEq<&[U; N]> for Vec<T, A> where T: PartialEq<U> {
}
}
#[unstable]pub use self::peek_mut::PeekMut;
mod peek_mut {
use core::ops::{Deref, DerefMut};
use super::Vec;
use crate::alloc::{Allocator, Global};
use crate::fmt;
/// Structure wrapping a mutable reference to the last item in a
/// `Vec`.
#[unstable]pub struct PeekMut<'a, T, A: Allocator = Global> { #[unstable]vec: &'a mut Vec<T, A> }
#[unstable]impl<T: fmt::Debug, A: Allocator> fmt::Debug for PeekMut<'_, T, A> {
}
impl<'a, T, A: Allocator> PeekMut<'a, T, A> {
pub(super) fn new(vec: &'a mut Vec<T, A>) -> Option<Self>;
}
#[unstable]impl<'a, T, A: Allocator> Deref for PeekMut<'a, T, A> {
type Target = T;
}
#[unstable]impl<'a, T, A: Allocator> DerefMut for PeekMut<'a, T, A> {
}
}
/// A contiguous growable array type, written as `Vec<T>`, short for 'vector'.
pub struct Vec<T, A: Allocator = Global> { #[unstable]buf: RawVec<T, A>, #[unstable]len: usize }
impl<T> Vec<T> {
/// Constructs a new, empty `Vec<T>`.
pub const fn new() -> Self { Vec { buf: RawVec::new(), len: 0 } }
/// Constructs a new, empty `Vec<T>` with at least the specified capacity.
pub const fn with_capacity(capacity: usize) -> Self { Self::with_capacity_in(capacity, Global) }
/// Creates a `Vec<T>` directly from a pointer, a length, and a capacity.
pub unsafe fn from_raw_parts(ptr: *mut T, length: usize, capacity: usize) -> Self;
/// Creates a `Vec<T>` where each element is produced by calling `f` with
/// that element's index while walking forward through the `Vec<T>`.
#[unstable]pub fn from_fn<F>(length: usize, f: F) -> Self where F: FnMut(usize) -> T;
/// Decomposes a `Vec<T>` into its raw components: `(pointer, length, capacity)`.
pub fn into_raw_parts(self) -> (*mut T, usize, usize);
}
impl<T, A: Allocator + Destruct> Vec<T, A> {
/// Constructs a new, empty `Vec<T, A>` with at least the specified capacity
/// with the provided allocator.
#[unstable]pub const fn with_capacity_in(capacity: usize, alloc: A) -> Self { Vec { buf: RawVec::with_capacity_in(capacity, alloc), len: 0 } }
/// Appends an element to the back of a collection.
pub const fn push(&mut self, value: T) { let _ = self.push_mut(value); }
/// Appends an element to the back of a collection, returning a reference to it.
pub const fn push_mut(&mut self, value: T) -> &mut T { let len = self.len; if len == self.buf.capacity() { self.buf.grow_one(); } unsafe { let end = self.as_mut_ptr().add(len); ptr::write(end, value); self.len = len + 1; &mut *end } }
}
impl<T, A: Allocator> Vec<T, A> {
/// Constructs a new, empty `Vec<T, A>`.
#[unstable]pub const fn new_in(alloc: A) -> Self { Vec { buf: RawVec::new_in(alloc), len: 0 } }
/// Returns the total number of elements the vector can hold without
/// reallocating.
pub const fn capacity(&self) -> usize { self.buf.capacity() }
/// Reserves capacity for at least `additional` more elements to be inserted
/// in the given `Vec<T>`. The collection may reserve more space to
/// speculatively avoid frequent reallocations. After calling `reserve`,
/// capacity will be greater than or equal to `self.len() + additional`.
/// Does nothing if capacity is already sufficient.
pub fn reserve(&mut self, additional: usize);
/// Reserves the minimum capacity for at least `additional` more elements to
/// be inserted in the given `Vec<T>`. Unlike [`reserve`], this will not
/// deliberately over-allocate to speculatively avoid frequent allocations.
/// After calling `reserve_exact`, capacity will be greater than or equal to
/// `self.len() + additional`. Does nothing if the capacity is already
/// sufficient.
pub fn reserve_exact(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` more elements to be inserted
/// in the given `Vec<T>`. The collection may reserve more space to speculatively avoid
/// frequent reallocations. After calling `try_reserve`, capacity will be
/// greater than or equal to `self.len() + additional` if it returns
/// `Ok(())`. Does nothing if capacity is already sufficient. This method
/// preserves the contents even if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Tries to reserve the minimum capacity for at least `additional`
/// elements to be inserted in the given `Vec<T>`. Unlike [`try_reserve`],
/// this will not deliberately over-allocate to speculatively avoid frequent
/// allocations. After calling `try_reserve_exact`, capacity will be greater
/// than or equal to `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
/// Shrinks the capacity of the vector as much as possible.
pub fn shrink_to_fit(&mut self);
/// Shrinks the capacity of the vector with a lower bound.
pub fn shrink_to(&mut self, min_capacity: usize);
/// Converts the vector into [`Box<[T]>`][owned slice].
pub fn into_boxed_slice(mut self) -> Box<[T], A>;
/// Shortens the vector, keeping the first `len` elements and dropping
/// the rest.
pub fn truncate(&mut self, len: usize);
/// Extracts a slice containing the entire vector.
pub const fn as_slice(&self) -> &[T] { unsafe { &*core::intrinsics::aggregate_raw_ptr::<*const [T], _, _>(self.as_ptr(), self.len) } }
/// Extracts a mutable slice of the entire vector.
pub const fn as_mut_slice(&mut self) -> &mut [T] { unsafe { &mut *core::intrinsics::aggregate_raw_ptr::<*mut [T], _, _>(self.as_mut_ptr(), self.len) } }
/// Returns a raw pointer to the vector's buffer, or a dangling raw pointer
/// valid for zero sized reads if the vector didn't allocate.
pub const fn as_ptr(&self) -> *const T { self.buf.ptr() }
/// Returns a raw mutable pointer to the vector's buffer, or a dangling
/// raw pointer valid for zero sized reads if the vector didn't allocate.
pub const fn as_mut_ptr(&mut self) -> *mut T { self.buf.ptr() }
/// Forces the length of the vector to `new_len`.
pub unsafe fn set_len(&mut self, new_len: usize);
/// Removes an element from the vector and returns it.
pub fn swap_remove(&mut self, index: usize) -> T;
/// Inserts an element at position `index` within the vector, shifting all
/// elements after it to the right.
pub fn insert(&mut self, index: usize, element: T);
/// Inserts an element at position `index` within the vector, shifting all
/// elements after it to the right, and returning a reference to the new
/// element.
pub fn insert_mut(&mut self, index: usize, element: T) -> &mut T;
/// Removes and returns the element at position `index` within the vector,
/// shifting all elements after it to the left.
pub fn remove(&mut self, index: usize) -> T;
/// Retains only the elements specified by the predicate.
pub fn retain<F>(&mut self, mut f: F) where F: FnMut(&T) -> bool;
/// Retains only the elements specified by the predicate, passing a mutable reference to it.
pub fn retain_mut<F>(&mut self, mut f: F) where F: FnMut(&mut T) -> bool;
/// Removes all but the first of consecutive elements in the vector that resolve to the same
/// key.
pub fn dedup_by_key<F, K>(&mut self, mut key: F) where F: FnMut(&mut T) -> K, K: PartialEq;
/// Removes all but the first of consecutive elements in the vector satisfying a given equality
/// relation.
pub fn dedup_by<F>(&mut self, mut same_bucket: F) where F: FnMut(&mut T, &mut T) -> bool;
/// Removes the last element from a vector and returns it, or [`None`] if it
/// is empty.
pub fn pop(&mut self) -> Option<T>;
/// Removes and returns the last element from a vector if the predicate
/// returns `true`, or [`None`] if the predicate returns false or the vector
/// is empty (the predicate will not be called in that case).
pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T>;
/// Moves all the elements of `other` into `self`, leaving `other` empty.
pub fn append(&mut self, other: &mut Self);
/// Removes the subslice indicated by the given range from the vector,
/// returning a double-ended iterator over the removed subslice.
pub fn drain<R>(&mut self, range: R) -> Drain<'_, T, A> where R: RangeBounds<usize>;
/// Clears the vector, removing all values.
pub fn clear(&mut self);
/// Returns the number of elements in the vector, also referred to
/// as its 'length'.
pub const fn len(&self) -> usize { let len = self.len; unsafe { intrinsics::assume(len <= T::MAX_SLICE_LEN) }; len }
/// Returns `true` if the vector contains no elements.
pub const fn is_empty(&self) -> bool { self.len() == 0 }
/// Splits the collection into two at the given index.
pub fn split_off(&mut self, at: usize) -> Self where A: Clone;
/// Resizes the `Vec` in-place so that `len` is equal to `new_len`.
pub fn resize_with<F>(&mut self, new_len: usize, f: F) where F: FnMut() -> T;
/// Consumes and leaks the `Vec`, returning a mutable reference to the contents,
/// `&'a mut [T]`.
pub fn leak<'a>(self) -> &'a mut [T] where A: 'a;
/// Returns the remaining spare capacity of the vector as a slice of
/// `MaybeUninit<T>`.
pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>];
}
impl<T: Clone, A: Allocator> Vec<T, A> {
/// Resizes the `Vec` in-place so that `len` is equal to `new_len`.
pub fn resize(&mut self, new_len: usize, value: T);
/// Clones and appends all elements in a slice to the `Vec`.
pub fn extend_from_slice(&mut self, other: &[T]);
/// Given a range `src`, clones a slice of elements in that range and appends it to the end.
pub fn extend_from_within<R>(&mut self, src: R) where R: RangeBounds<usize>;
}
impl<T, A: Allocator, const N : usize> Vec<[T; N], A> {
/// Takes a `Vec<[T; N]>` and flattens it into a `Vec<T>`.
pub fn into_flattened(self) -> Vec<T, A>;
}
impl<T: Clone, A: Allocator> Vec<T, A> {
}
impl<T: PartialEq, A: Allocator> Vec<T, A> {
/// Removes consecutive repeated elements in the vector according to the
/// [`PartialEq`] trait implementation.
pub fn dedup(&mut self);
}
#[doc(hidden)]pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T>;
impl<T, A: Allocator> ops::Deref for Vec<T, A> {
type Target = [T];
}
impl<T, A: Allocator> ops::DerefMut for Vec<T, A> {
}
#[unstable]unsafe impl<T, A: Allocator> ops::DerefPure for Vec<T, A> {
}
impl<T: Clone, A: Allocator + Clone> Clone for Vec<T, A> {
}
impl<T: Hash, A: Allocator> Hash for Vec<T, A> {
}
impl<T, I: SliceIndex<[T]>, A: Allocator> Index<I> for Vec<T, A> {
type Output = I::Output;
}
impl<T, I: SliceIndex<[T]>, A: Allocator> IndexMut<I> for Vec<T, A> {
}
impl<T> FromIterator<T> for Vec<T> {
}
impl<T, A: Allocator> IntoIterator for Vec<T, A> {
type Item = T;
type IntoIter = IntoIter<T, A>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a Vec<T, A> {
type Item = &'a T;
type IntoIter = slice::Iter<'a, T>;
}
impl<'a, T, A: Allocator> IntoIterator for &'a mut Vec<T, A> {
type Item = &'a mut T;
type IntoIter = slice::IterMut<'a, T>;
}
impl<T, A: Allocator> Extend<T> for Vec<T, A> {
}
impl<T, A: Allocator> Vec<T, A> {
/// Creates a splicing iterator that replaces the specified range in the vector
/// with the given `replace_with` iterator and yields the removed items.
/// `replace_with` does not need to be the same length as `range`.
pub fn splice<R, I>(&mut self, range: R, replace_with: I) -> Splice<'_, I::IntoIter, A> where R: RangeBounds<usize>, I: IntoIterator<Item = T>;
/// Creates an iterator which uses a closure to determine if an element in the range should be removed.
pub fn extract_if<F, R>(&mut self, range: R, filter: F) -> ExtractIf<'_, T, F, A> where F: FnMut(&mut T) -> bool, R: RangeBounds<usize>;
}
impl<'a, T: Copy + 'a, A: Allocator> Extend<&'a T> for Vec<T, A> {
}
impl<T, A1, A2> PartialOrd<Vec<T, A2>> for Vec<T, A1> where T: PartialOrd, A1: Allocator, A2: Allocator {
}
impl<T: Eq, A: Allocator> Eq for Vec<T, A> {
}
impl<T: Ord, A: Allocator> Ord for Vec<T, A> {
}
unsafe impl< T, A: Allocator> Drop for Vec<T, A> {
}
impl<T> Default for Vec<T> {
}
impl<T: fmt::Debug, A: Allocator> fmt::Debug for Vec<T, A> {
}
impl<T, A: Allocator> AsRef<Vec<T, A>> for Vec<T, A> {
}
impl<T, A: Allocator> AsMut<Vec<T, A>> for Vec<T, A> {
}
impl<T, A: Allocator> AsRef<[T]> for Vec<T, A> {
}
impl<T, A: Allocator> AsMut<[T]> for Vec<T, A> {
}
impl<T: Clone> From<&[T]> for Vec<T> {
}
impl<T: Clone> From<&mut [T]> for Vec<T> {
}
impl<T: Clone, const N : usize> From<&[T; N]> for Vec<T> {
}
impl<T: Clone, const N : usize> From<&mut [T; N]> for Vec<T> {
}
impl<T, const N : usize> From<[T; N]> for Vec<T> {
}
impl<'a, T> From<Cow<'a, [T]>> for Vec<T> where [T]: ToOwned<Owned = Vec<T>> {
}
impl<T, A: Allocator> From<Box<[T], A>> for Vec<T, A> {
}
impl<T, A: Allocator> From<Vec<T, A>> for Box<[T], A> {
}
impl From<&str> for Vec<u8> {
}
impl<T, A: Allocator, const N : usize> TryFrom<Vec<T, A>> for [T; N] {
type Error = Vec<T, A>;
}
}
/// Heap-allocated counterpart to core `wtf8` module.
#[unstable]#[doc(hidden)]pub mod wtf8 {
use core::hash::Hash;
pub use core::wtf8::{CodePoint, Wtf8};
pub use core::wtf8::{EncodeWide, Wtf8CodePoints};
use core::{fmt, ops, str};
use crate::borrow::Cow;
use crate::boxed::Box;
use crate::collections::TryReserveError;
use crate::rc::Rc;
use crate::string::String;
use crate::sync::Arc;
use crate::vec::Vec;
/// An owned, growable string of well-formed WTF-8 data.
#[doc(hidden)]pub struct Wtf8Buf { #[unstable]bytes: Vec<u8>, #[unstable]is_known_utf8: bool }
impl ::core::cmp::Eq for Wtf8Buf {
}
impl ::core::cmp::PartialEq for Wtf8Buf {
}
impl ::core::cmp::Ord for Wtf8Buf {
}
impl ::core::cmp::PartialOrd for Wtf8Buf {
}
impl ::core::clone::Clone for Wtf8Buf {
}
impl ops::Deref for Wtf8Buf {
type Target = Wtf8;
}
impl ops::DerefMut for Wtf8Buf {
}
impl fmt::Debug for Wtf8Buf {
}
impl fmt::Display for Wtf8Buf {
}
impl Wtf8Buf {
/// Creates a new, empty WTF-8 string.
pub fn new() -> Wtf8Buf;
/// Creates a new, empty WTF-8 string with pre-allocated capacity for `capacity` bytes.
pub fn with_capacity(capacity: usize) -> Wtf8Buf;
/// Creates a WTF-8 string from a WTF-8 byte vec.
pub unsafe fn from_bytes_unchecked(value: Vec<u8>) -> Wtf8Buf;
/// Creates a WTF-8 string from a UTF-8 `String`.
pub const fn from_string(string: String) -> Wtf8Buf { Wtf8Buf { bytes: string.into_bytes(), is_known_utf8: true } }
/// Creates a WTF-8 string from a UTF-8 `&str` slice.
pub fn from_str(s: &str) -> Wtf8Buf;
pub fn clear(&mut self);
/// Creates a WTF-8 string from a potentially ill-formed UTF-16 slice of 16-bit code units.
pub fn from_wide(v: &[u16]) -> Wtf8Buf;
pub fn as_slice(&self) -> &Wtf8;
pub fn as_mut_slice(&mut self) -> &mut Wtf8;
/// Reserves capacity for at least `additional` more bytes to be inserted
/// in the given `Wtf8Buf`.
/// The collection may reserve more space to avoid frequent reallocations.
pub fn reserve(&mut self, additional: usize);
/// Tries to reserve capacity for at least `additional` more bytes to be
/// inserted in the given `Wtf8Buf`. The `Wtf8Buf` may reserve more space to
/// avoid frequent reallocations. After calling `try_reserve`, capacity will
/// be greater than or equal to `self.len() + additional`. Does nothing if
/// capacity is already sufficient. This method preserves the contents even
/// if an error occurs.
pub fn try_reserve(&mut self, additional: usize) -> Result<(), TryReserveError>;
pub fn reserve_exact(&mut self, additional: usize);
/// Tries to reserve the minimum capacity for exactly `additional` more
/// bytes to be inserted in the given `Wtf8Buf`. After calling
/// `try_reserve_exact`, capacity will be greater than or equal to
/// `self.len() + additional` if it returns `Ok(())`.
/// Does nothing if the capacity is already sufficient.
pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), TryReserveError>;
pub fn shrink_to_fit(&mut self);
pub fn shrink_to(&mut self, min_capacity: usize);
pub fn leak<'a>(self) -> &'a mut Wtf8;
/// Returns the number of bytes that this string buffer can hold without reallocating.
pub fn capacity(&self) -> usize;
/// Append a UTF-8 slice at the end of the string.
pub fn push_str(&mut self, other: &str);
/// Append a WTF-8 slice at the end of the string.
pub fn push_wtf8(&mut self, other: &Wtf8);
/// Append a Unicode scalar value at the end of the string.
pub fn push_char(&mut self, c: char);
/// Append a code point at the end of the string.
pub fn push(&mut self, code_point: CodePoint);
/// Shortens a string to the specified length.
pub fn truncate(&mut self, new_len: usize);
/// Consumes the WTF-8 string and tries to convert it to a vec of bytes.
pub fn into_bytes(self) -> Vec<u8>;
/// Consumes the WTF-8 string and tries to convert it to UTF-8.
pub fn into_string(self) -> Result<String, Wtf8Buf>;
/// Consumes the WTF-8 string and converts it lossily to UTF-8.
pub fn into_string_lossy(mut self) -> String;
/// Converts this `Wtf8Buf` into a boxed `Wtf8`.
pub fn into_box(self) -> Box<Wtf8>;
/// Converts a `Box<Wtf8>` into a `Wtf8Buf`.
pub fn from_box(boxed: Box<Wtf8>) -> Wtf8Buf;
/// Provides plumbing to core `Vec::extend_from_slice`.
/// More well behaving alternative to allowing outer types
/// full mutable access to the core `Vec`.
pub unsafe fn extend_from_slice_unchecked(&mut self, other: &[u8]);
}
impl FromIterator<CodePoint> for Wtf8Buf {
}
impl Extend<CodePoint> for Wtf8Buf {
}
impl Wtf8 {
#[rustc_allow_incoherent_impl]pub fn to_owned(&self) -> Wtf8Buf;
#[rustc_allow_incoherent_impl]pub fn clone_into(&self, buf: &mut Wtf8Buf);
#[rustc_allow_incoherent_impl]pub fn to_string_lossy(&self) -> Cow<'_, str>;
#[rustc_allow_incoherent_impl]pub fn into_box(&self) -> Box<Wtf8>;
#[rustc_allow_incoherent_impl]pub fn empty_box() -> Box<Wtf8>;
#[rustc_allow_incoherent_impl]pub fn into_arc(&self) -> Arc<Wtf8>;
#[rustc_allow_incoherent_impl]pub fn into_rc(&self) -> Rc<Wtf8>;
#[rustc_allow_incoherent_impl]pub fn to_ascii_lowercase(&self) -> Wtf8Buf;
#[rustc_allow_incoherent_impl]pub fn to_ascii_uppercase(&self) -> Wtf8Buf;
}
impl Hash for Wtf8Buf {
}
}
#[doc(hidden)]#[unstable]pub mod __export {
pub use core::format_args;
pub use core::hint::must_use;
}

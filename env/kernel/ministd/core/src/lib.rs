//! Signatures of the parts of `core` that types in a notebook are made of. See ../../../README.md.
#![feature(lang_items)] // without it rust-analyzer overlooks every #[lang]
#![no_core]
#![rustc_coherence_is_core]

pub mod marker {
    #[lang = "pointee_sized"]
    #[fundamental]
    #[rustc_specialization_trait]
    #[rustc_coinductive]
    pub trait PointeeSized {}
    #[lang = "meta_sized"]
    #[fundamental]
    #[rustc_specialization_trait]
    #[rustc_coinductive]
    pub trait MetaSized: PointeeSized {}
    #[lang = "sized"]
    #[fundamental]
    #[rustc_specialization_trait]
    #[rustc_coinductive]
    pub trait Sized: MetaSized {}
    #[lang = "unsize"]
    pub trait Unsize<T: PointeeSized>: PointeeSized {}
    #[lang = "copy"]
    pub trait Copy: Clone {}
    pub unsafe auto trait Send {}
    #[lang = "sync"]
    pub unsafe auto trait Sync {}
    #[lang = "unpin"]
    pub auto trait Unpin {}
    #[lang = "tuple_trait"]
    pub trait Tuple {}
    #[lang = "fn_ptr_trait"]
    pub trait FnPtr: Copy + Clone {}
    #[lang = "discriminant_kind"]
    pub trait DiscriminantKind {
        #[lang = "discriminant_type"]
        type Discriminant;
    }
    #[lang = "phantom_data"]
    pub struct PhantomData<T: ?Sized>;
    impl<T: ?Sized> Clone for PhantomData<T> {
        fn clone(&self) -> Self;
    }
    impl<T: ?Sized> Copy for PhantomData<T> {}
    impl<T: ?Sized> Default for PhantomData<T> {
        fn default() -> Self;
    }
    pub struct PhantomPinned;
    #[rustc_builtin_macro]
    pub macro Copy($item:item) {}
    mod copies {
        use super::Copy;
        macro_rules! copy { ($($t:ty)*) => { $(impl Copy for $t {})* } }
        copy! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }
        impl Copy for ! {}
        impl<T: ?Sized> Copy for *const T {}
        impl<T: ?Sized> Copy for *mut T {}
        impl<T: ?Sized> Copy for &T {}
        impl<T: Copy, const N: usize> Copy for [T; N] {}
    }
}

pub mod clone {
    #[lang = "clone"]
    pub trait Clone: Sized {
        #[lang = "clone_fn"]
        fn clone(&self) -> Self;
        fn clone_from(&mut self, source: &Self) {}
    }
    #[rustc_builtin_macro]
    pub macro Clone($item:item) {}
    macro_rules! clone { ($($t:ty)*) => { $(impl Clone for $t { fn clone(&self) -> Self; })* } }
    clone! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char }
    impl Clone for ! {
        fn clone(&self) -> Self;
    }
    impl<T: ?Sized> Clone for *const T {
        fn clone(&self) -> Self;
    }
    impl<T: ?Sized> Clone for *mut T {
        fn clone(&self) -> Self;
    }
    impl<T: ?Sized> Clone for &T {
        fn clone(&self) -> Self;
    }
    impl<T: Clone, const N: usize> Clone for [T; N] {
        fn clone(&self) -> Self;
    }
}

pub mod default {
    pub trait Default: Sized {
        fn default() -> Self;
    }
    #[rustc_builtin_macro]
    pub macro Default($item:item) {}
    macro_rules! default { ($($t:ty)*) => { $(impl Default for $t { fn default() -> Self; })* } }
    default! { () usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 bool char &str }
    impl<T> Default for &[T] {
        fn default() -> Self;
    }
    impl<T: Default, const N: usize> Default for [T; N] {
        fn default() -> Self;
    }
    impl<A: Default, B: Default> Default for (A, B) {
        fn default() -> Self;
    }
    impl<A: Default, B: Default, C: Default> Default for (A, B, C) {
        fn default() -> Self;
    }
}

pub mod convert {
    pub enum Infallible {}
    pub trait AsRef<T: ?Sized> {
        fn as_ref(&self) -> &T;
    }
    pub trait AsMut<T: ?Sized> {
        fn as_mut(&mut self) -> &mut T;
    }
    pub trait From<T>: Sized {
        fn from(value: T) -> Self;
    }
    pub trait Into<T>: Sized {
        fn into(self) -> T;
    }
    pub trait TryFrom<T>: Sized {
        type Error;
        fn try_from(value: T) -> Result<Self, Self::Error>;
    }
    pub trait TryInto<T>: Sized {
        type Error;
        fn try_into(self) -> Result<T, Self::Error>;
    }
    pub const fn identity<T>(x: T) -> T;
    impl<T> From<T> for T {
        fn from(t: T) -> T;
    }
    impl<T, U: From<T>> Into<U> for T {
        fn into(self) -> U;
    }
    impl<T, U: Into<T>> TryFrom<U> for T {
        type Error = Infallible;
        fn try_from(value: U) -> Result<Self, Infallible>;
    }
    impl<T, U: TryFrom<T>> TryInto<U> for T {
        type Error = U::Error;
        fn try_into(self) -> Result<U, U::Error>;
    }
    impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {
        fn as_ref(&self) -> &U;
    }
    impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &mut T {
        fn as_ref(&self) -> &U;
    }
    impl<T: ?Sized + AsMut<U>, U: ?Sized> AsMut<U> for &mut T {
        fn as_mut(&mut self) -> &mut U;
    }
    impl<T> AsRef<[T]> for [T] {
        fn as_ref(&self) -> &[T];
    }
    impl<T> AsMut<[T]> for [T] {
        fn as_mut(&mut self) -> &mut [T];
    }
    impl<T, const N: usize> AsRef<[T]> for [T; N] {
        fn as_ref(&self) -> &[T];
    }
    impl<T, const N: usize> AsMut<[T]> for [T; N] {
        fn as_mut(&mut self) -> &mut [T];
    }
    impl AsRef<str> for str {
        fn as_ref(&self) -> &str;
    }
    impl AsRef<[u8]> for str {
        fn as_ref(&self) -> &[u8];
    }
    macro_rules! lossless {
        ($($from:ty => $($to:ty)*;)*) => { $($(impl From<$from> for $to { fn from(x: $from) -> $to; })*)* }
    }
    lossless! {
        u8 => u16 u32 u64 u128 usize i16 i32 i64 i128 isize f32 f64 char;
        u16 => u32 u64 u128 usize i32 i64 i128 f32 f64;
        u32 => u64 u128 i64 i128 f64;
        u64 => u128 i128;
        i8 => i16 i32 i64 i128 isize f32 f64;
        i16 => i32 i64 i128 isize f32 f64;
        i32 => i64 i128 f64;
        i64 => i128;
        f32 => f64;
        char => u32 u64 u128;
        bool => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    }
    macro_rules! lossy {
        ($($from:ty => $($to:ty)*;)*) => {
            $($(impl TryFrom<$from> for $to {
                type Error = crate::num::TryFromIntError;
                fn try_from(x: $from) -> Result<$to, crate::num::TryFromIntError>;
            })*)*
        }
    }
    lossy! {
        usize => u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 isize;
        isize => u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 usize;
        u64 => u8 u16 u32 usize i8 i16 i32 i64 isize;
        i64 => u8 u16 u32 u64 u128 usize i8 i16 i32 isize;
        u32 => u8 u16 usize i8 i16 i32 isize;
        i32 => u8 u16 u32 u64 u128 usize i8 i16 isize;
        u16 => u8 i8 i16 isize;
        i16 => u8 u16 u32 u64 u128 usize i8;
        u8 => i8;
        i8 => u8 u16 u32 u64 u128 usize;
    }
    impl<'a, T: Copy, const N: usize> TryFrom<&'a [T]> for [T; N] {
        type Error = crate::array::TryFromSliceError;
        fn try_from(slice: &'a [T]) -> Result<[T; N], crate::array::TryFromSliceError>;
    }
}

pub mod borrow {
    pub trait Borrow<Borrowed: ?Sized> {
        fn borrow(&self) -> &Borrowed;
    }
    pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
        fn borrow_mut(&mut self) -> &mut Borrowed;
    }
    impl<T: ?Sized> Borrow<T> for T {
        fn borrow(&self) -> &T;
    }
    impl<T: ?Sized> BorrowMut<T> for T {
        fn borrow_mut(&mut self) -> &mut T;
    }
    impl<T: ?Sized> Borrow<T> for &T {
        fn borrow(&self) -> &T;
    }
    impl<T: ?Sized> Borrow<T> for &mut T {
        fn borrow(&self) -> &T;
    }
    impl<T, const N: usize> Borrow<[T]> for [T; N] {
        fn borrow(&self) -> &[T];
    }
}

pub mod ops {
    #[lang = "drop"]
    pub trait Drop {
        fn drop(&mut self);
    }
    #[lang = "deref"]
    pub trait Deref: PointeeSized {
        #[lang = "deref_target"]
        type Target: ?Sized;
        fn deref(&self) -> &Self::Target;
    }
    #[lang = "deref_mut"]
    pub trait DerefMut: Deref + PointeeSized {
        fn deref_mut(&mut self) -> &mut Self::Target;
    }
    #[lang = "receiver"]
    pub trait Receiver: PointeeSized {
        #[lang = "receiver_target"]
        type Target: ?Sized;
    }
    impl<P: ?Sized, T: ?Sized> Receiver for P
    where
        P: Deref<Target = T>,
    {
        type Target = T;
    }
    #[lang = "legacy_receiver"]
    pub trait LegacyReceiver: PointeeSized {}
    impl<T: ?Sized> LegacyReceiver for &T {}
    impl<T: ?Sized> LegacyReceiver for &mut T {}
    impl<T: ?Sized> Deref for &T {
        type Target = T;
        fn deref(&self) -> &T;
    }
    impl<T: ?Sized> Deref for &mut T {
        type Target = T;
        fn deref(&self) -> &T;
    }
    impl<T: ?Sized> DerefMut for &mut T {
        fn deref_mut(&mut self) -> &mut T;
    }
    #[lang = "coerce_unsized"]
    pub trait CoerceUnsized<T: ?Sized> {}
    impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a mut U> for &'a mut T {}
    impl<'a, 'b: 'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'b mut T {}
    impl<'a, 'b: 'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'b T {}
    #[lang = "dispatch_from_dyn"]
    pub trait DispatchFromDyn<T> {}
    use crate::marker::{PointeeSized, Tuple, Unsize};

    #[lang = "fn_once"]
    #[fundamental]
    #[rustc_paren_sugar]
    pub trait FnOnce<Args: Tuple> {
        #[lang = "fn_once_output"]
        type Output;
        extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
    }
    #[lang = "fn_mut"]
    #[fundamental]
    #[rustc_paren_sugar]
    pub trait FnMut<Args: Tuple>: FnOnce<Args> {
        extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
    }
    #[lang = "fn"]
    #[fundamental]
    #[rustc_paren_sugar]
    pub trait Fn<Args: Tuple>: FnMut<Args> {
        extern "rust-call" fn call(&self, args: Args) -> Self::Output;
    }
    impl<A: Tuple, F: ?Sized + Fn<A>> Fn<A> for &F {
        extern "rust-call" fn call(&self, args: A) -> F::Output;
    }
    impl<A: Tuple, F: ?Sized + Fn<A>> FnMut<A> for &F {
        extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output;
    }
    impl<A: Tuple, F: ?Sized + Fn<A>> FnOnce<A> for &F {
        type Output = F::Output;
        extern "rust-call" fn call_once(self, args: A) -> F::Output;
    }
    impl<A: Tuple, F: ?Sized + FnMut<A>> FnMut<A> for &mut F {
        extern "rust-call" fn call_mut(&mut self, args: A) -> F::Output;
    }
    impl<A: Tuple, F: ?Sized + FnMut<A>> FnOnce<A> for &mut F {
        type Output = F::Output;
        extern "rust-call" fn call_once(self, args: A) -> F::Output;
    }
    #[lang = "async_fn_once"]
    #[fundamental]
    #[rustc_paren_sugar]
    pub trait AsyncFnOnce<Args: Tuple> {
        #[lang = "call_once_future"]
        type CallOnceFuture: crate::future::Future<Output = Self::Output>;
        #[lang = "async_fn_once_output"]
        type Output;
    }

    #[lang = "index"]
    pub trait Index<Idx: ?Sized> {
        type Output: ?Sized;
        fn index(&self, index: Idx) -> &Self::Output;
    }
    #[lang = "index_mut"]
    pub trait IndexMut<Idx: ?Sized>: Index<Idx> {
        fn index_mut(&mut self, index: Idx) -> &mut Self::Output;
    }

    macro_rules! binary {
        ($($lang:tt $trait:ident $method:ident $lang_assign:tt $assign:ident $assign_method:ident: $($t:ty)*;)*) => { $(
            #[lang = $lang]
            pub trait $trait<Rhs = Self> {
                type Output;
                fn $method(self, rhs: Rhs) -> Self::Output;
            }
            #[lang = $lang_assign]
            pub trait $assign<Rhs = Self> {
                fn $assign_method(&mut self, rhs: Rhs);
            }
            $(
                impl $trait for $t { type Output = $t; fn $method(self, rhs: $t) -> $t; }
                impl $trait<&$t> for $t { type Output = $t; fn $method(self, rhs: &$t) -> $t; }
                impl $trait<$t> for &$t { type Output = $t; fn $method(self, rhs: $t) -> $t; }
                impl $trait<&$t> for &$t { type Output = $t; fn $method(self, rhs: &$t) -> $t; }
                impl $assign for $t { fn $assign_method(&mut self, rhs: $t); }
                impl $assign<&$t> for $t { fn $assign_method(&mut self, rhs: &$t); }
            )*
        )* }
    }
    binary! {
        "add" Add add "add_assign" AddAssign add_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
        "sub" Sub sub "sub_assign" SubAssign sub_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
        "mul" Mul mul "mul_assign" MulAssign mul_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
        "div" Div div "div_assign" DivAssign div_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
        "rem" Rem rem "rem_assign" RemAssign rem_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64;
        "bitand" BitAnd bitand "bitand_assign" BitAndAssign bitand_assign: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
        "bitor" BitOr bitor "bitor_assign" BitOrAssign bitor_assign: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
        "bitxor" BitXor bitxor "bitxor_assign" BitXorAssign bitxor_assign: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
        "shl" Shl shl "shl_assign" ShlAssign shl_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
        "shr" Shr shr "shr_assign" ShrAssign shr_assign: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
    }
    macro_rules! unary {
        ($($lang:tt $trait:ident $method:ident: $($t:ty)*;)*) => { $(
            #[lang = $lang]
            pub trait $trait {
                type Output;
                fn $method(self) -> Self::Output;
            }
            $(
                impl $trait for $t { type Output = $t; fn $method(self) -> $t; }
                impl $trait for &$t { type Output = $t; fn $method(self) -> $t; }
            )*
        )* }
    }
    unary! {
        "neg" Neg neg: isize i8 i16 i32 i64 i128 f32 f64;
        "not" Not not: bool usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
    }

    #[lang = "RangeFull"]
    pub struct RangeFull;
    #[lang = "Range"]
    pub struct Range<Idx> {
        pub start: Idx,
        pub end: Idx,
    }
    #[lang = "RangeFrom"]
    pub struct RangeFrom<Idx> {
        pub start: Idx,
    }
    #[lang = "RangeTo"]
    pub struct RangeTo<Idx> {
        pub end: Idx,
    }
    #[lang = "RangeInclusive"]
    pub struct RangeInclusive<Idx> {
        pub(crate) start: Idx,
        pub(crate) end: Idx,
        pub(crate) exhausted: bool,
    }
    #[lang = "RangeToInclusive"]
    pub struct RangeToInclusive<Idx> {
        pub end: Idx,
    }
    pub enum Bound<T> {
        Included(T),
        Excluded(T),
        Unbounded,
    }
    pub trait RangeBounds<T: ?Sized> {
        fn start_bound(&self) -> Bound<&T>;
        fn end_bound(&self) -> Bound<&T>;
        fn contains<U: ?Sized>(&self, item: &U) -> bool;
    }
    impl<T: ?Sized> RangeBounds<T> for RangeFull {}
    impl<T> RangeBounds<T> for Range<T> {}
    impl<T> RangeBounds<T> for RangeFrom<T> {}
    impl<T> RangeBounds<T> for RangeTo<T> {}
    impl<T> RangeBounds<T> for RangeInclusive<T> {}
    impl<T> RangeBounds<T> for RangeToInclusive<T> {}
    impl<T> Range<T> {
        pub fn contains<U: ?Sized>(&self, item: &U) -> bool;
        pub fn is_empty(&self) -> bool;
    }
    impl<T> RangeInclusive<T> {
        #[lang = "range_inclusive_new"]
        pub const fn new(start: T, end: T) -> Self;
        pub const fn start(&self) -> &T;
        pub const fn end(&self) -> &T;
        pub fn contains<U: ?Sized>(&self, item: &U) -> bool;
        pub fn is_empty(&self) -> bool;
    }
    macro_rules! cloned_ranges { ($($t:ident)*) => { $(impl<T: Clone> Clone for $t<T> { fn clone(&self) -> Self; })* } }
    cloned_ranges! { Range RangeFrom RangeTo RangeInclusive RangeToInclusive Bound }

    pub enum ControlFlow<B, C = ()> {
        #[lang = "Continue"]
        Continue(C),
        #[lang = "Break"]
        Break(B),
    }
    #[lang = "Try"]
    pub trait Try: FromResidual<Self::Residual> {
        type Output;
        type Residual;
        #[lang = "from_output"]
        fn from_output(output: Self::Output) -> Self;
        #[lang = "branch"]
        fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
    }
    pub trait FromResidual<R = <Self as Try>::Residual> {
        #[lang = "from_residual"]
        fn from_residual(residual: R) -> Self;
    }
    impl<B, C> Try for ControlFlow<B, C> {
        type Output = C;
        type Residual = ControlFlow<B, crate::convert::Infallible>;
        fn from_output(output: C) -> Self;
        fn branch(self) -> ControlFlow<Self::Residual, C>;
    }
    impl<B, C> FromResidual<ControlFlow<B, crate::convert::Infallible>> for ControlFlow<B, C> {
        fn from_residual(residual: ControlFlow<B, crate::convert::Infallible>) -> Self;
    }
}

pub mod cmp {
    #[lang = "eq"]
    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool {}
    }
    #[rustc_builtin_macro]
    pub macro PartialEq($item:item) {}
    pub trait Eq: PartialEq<Self> {}
    #[rustc_builtin_macro]
    pub macro Eq($item:item) {}
    #[lang = "Ordering"]
    pub enum Ordering {
        Less = -1,
        Equal = 0,
        Greater = 1,
    }
    impl Clone for Ordering {
        fn clone(&self) -> Self;
    }
    impl Copy for Ordering {}
    impl Ordering {
        pub const fn is_eq(self) -> bool;
        pub const fn is_lt(self) -> bool;
        pub const fn is_gt(self) -> bool;
        pub const fn is_le(self) -> bool;
        pub const fn is_ge(self) -> bool;
        pub const fn reverse(self) -> Ordering;
        pub const fn then(self, other: Ordering) -> Ordering;
        pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering;
    }
    pub struct Reverse<T>(pub T);
    #[lang = "partial_ord"]
    pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
        fn lt(&self, other: &Rhs) -> bool {}
        fn le(&self, other: &Rhs) -> bool {}
        fn gt(&self, other: &Rhs) -> bool {}
        fn ge(&self, other: &Rhs) -> bool {}
    }
    #[rustc_builtin_macro]
    pub macro PartialOrd($item:item) {}
    pub trait Ord: Eq + PartialOrd<Self> {
        fn cmp(&self, other: &Self) -> Ordering;
        fn max(self, other: Self) -> Self {}
        fn min(self, other: Self) -> Self {}
        fn clamp(self, min: Self, max: Self) -> Self {}
    }
    #[rustc_builtin_macro]
    pub macro Ord($item:item) {}
    pub fn min<T: Ord>(a: T, b: T) -> T;
    pub fn max<T: Ord>(a: T, b: T) -> T;
    macro_rules! partial { ($($t:ty)*) => { $(
        impl PartialEq for $t { fn eq(&self, other: &$t) -> bool; }
        impl PartialOrd for $t { fn partial_cmp(&self, other: &$t) -> Option<Ordering>; }
    )* } }
    partial! { () bool char str usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 Ordering }
    macro_rules! total { ($($t:ty)*) => { $(
        impl Eq for $t {}
        impl Ord for $t { fn cmp(&self, other: &$t) -> Ordering; }
    )* } }
    total! { () bool char str usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 Ordering }
    impl<A: ?Sized + PartialEq<B>, B: ?Sized> PartialEq<&B> for &A {
        fn eq(&self, other: &&B) -> bool;
    }
    impl<A: ?Sized + Eq> Eq for &A {}
    impl<A: ?Sized + PartialOrd<B>, B: ?Sized> PartialOrd<&B> for &A {
        fn partial_cmp(&self, other: &&B) -> Option<Ordering>;
    }
    impl<A: ?Sized + Ord> Ord for &A {
        fn cmp(&self, other: &Self) -> Ordering;
    }
    impl<A: PartialEq<B>, B> PartialEq<[B]> for [A] {
        fn eq(&self, other: &[B]) -> bool;
    }
    impl<A: PartialEq<B>, B, const N: usize> PartialEq<[B; N]> for [A; N] {
        fn eq(&self, other: &[B; N]) -> bool;
    }
    impl<A: Eq> Eq for [A] {}
    impl<A: Eq, const N: usize> Eq for [A; N] {}
    macro_rules! tuples { ($(($($t:ident)*))*) => { $(
        impl<$($t: PartialEq),*> PartialEq for ($($t,)*) { fn eq(&self, other: &Self) -> bool; }
        impl<$($t: Eq),*> Eq for ($($t,)*) {}
        impl<$($t: PartialOrd),*> PartialOrd for ($($t,)*) { fn partial_cmp(&self, other: &Self) -> Option<Ordering>; }
        impl<$($t: Ord),*> Ord for ($($t,)*) { fn cmp(&self, other: &Self) -> Ordering; }
    )* } }
    tuples! { (A) (A B) (A B C) (A B C D) }
}

pub mod option {
    #[lang = "Option"]
    pub enum Option<T> {
        #[lang = "None"]
        None,
        #[lang = "Some"]
        Some(T),
    }
    use crate::ops::*;
    impl<T> Option<T> {
        pub const fn is_some(&self) -> bool;
        pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool;
        pub const fn is_none(&self) -> bool;
        pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool;
        pub const fn as_ref(&self) -> Option<&T>;
        pub const fn as_mut(&mut self) -> Option<&mut T>;
        pub fn expect(self, msg: &str) -> T;
        pub fn unwrap(self) -> T;
        pub fn unwrap_or(self, default: T) -> T;
        pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T;
        pub fn unwrap_or_default(self) -> T;
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U>;
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self;
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U;
        pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U;
        pub fn ok_or<E>(self, err: E) -> Result<T, E>;
        pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E>;
        pub fn as_deref(&self) -> Option<&T::Target>
        where
            T: Deref;
        pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
        where
            T: DerefMut;
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn and<U>(self, optb: Option<U>) -> Option<U>;
        pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U>;
        pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Self;
        pub fn or(self, optb: Option<T>) -> Option<T>;
        pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T>;
        pub fn xor(self, optb: Option<T>) -> Option<T>;
        pub fn insert(&mut self, value: T) -> &mut T;
        pub fn get_or_insert(&mut self, value: T) -> &mut T;
        pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T;
        pub const fn take(&mut self) -> Option<T>;
        pub fn replace(&mut self, value: T) -> Option<T>;
        pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)>;
    }
    impl<T> Option<&T> {
        pub fn copied(self) -> Option<T>;
        pub fn cloned(self) -> Option<T>;
    }
    impl<T> Option<&mut T> {
        pub fn copied(self) -> Option<T>;
        pub fn cloned(self) -> Option<T>;
    }
    impl<T, E> Option<Result<T, E>> {
        pub fn transpose(self) -> Result<Option<T>, E>;
    }
    impl<T> Option<Option<T>> {
        pub fn flatten(self) -> Option<T>;
    }
    impl<T: Clone> Clone for Option<T> {
        fn clone(&self) -> Self;
    }
    impl<T: Copy> Copy for Option<T> {}
    impl<T> Default for Option<T> {
        fn default() -> Self;
    }
    impl<T: PartialEq> PartialEq for Option<T> {
        fn eq(&self, other: &Self) -> bool;
    }
    impl<T: Eq> Eq for Option<T> {}
    impl<T: PartialOrd> PartialOrd for Option<T> {
        fn partial_cmp(&self, other: &Self) -> Option<crate::cmp::Ordering>;
    }
    impl<T: Ord> Ord for Option<T> {
        fn cmp(&self, other: &Self) -> crate::cmp::Ordering;
    }
    impl<T> From<T> for Option<T> {
        fn from(value: T) -> Option<T>;
    }
    impl<T> IntoIterator for Option<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
        fn into_iter(self) -> IntoIter<T>;
    }
    impl<T> Try for Option<T> {
        type Output = T;
        type Residual = Option<crate::convert::Infallible>;
        fn from_output(output: T) -> Self;
        fn branch(self) -> ControlFlow<Self::Residual, T>;
    }
    impl<T> FromResidual<Option<crate::convert::Infallible>> for Option<T> {
        fn from_residual(residual: Option<crate::convert::Infallible>) -> Self;
    }
    pub struct Iter<'a, T>(&'a T);
    impl<'a, T> Iterator for Iter<'a, T> {
        type Item = &'a T;
        fn next(&mut self) -> Option<&'a T>;
    }
    pub struct IntoIter<T>(T);
    impl<T> Iterator for IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
}

pub mod result {
    pub enum Result<T, E> {
        #[lang = "Ok"]
        Ok(T),
        #[lang = "Err"]
        Err(E),
    }
    use crate::convert::Infallible;
    use crate::ops::*;
    impl<T, E> Result<T, E> {
        pub const fn is_ok(&self) -> bool;
        pub fn is_ok_and(self, f: impl FnOnce(T) -> bool) -> bool;
        pub const fn is_err(&self) -> bool;
        pub fn is_err_and(self, f: impl FnOnce(E) -> bool) -> bool;
        pub fn ok(self) -> Option<T>;
        pub fn err(self) -> Option<E>;
        pub const fn as_ref(&self) -> Result<&T, &E>;
        pub const fn as_mut(&mut self) -> Result<&mut T, &mut E>;
        pub fn map<U, F: FnOnce(T) -> U>(self, op: F) -> Result<U, E>;
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U;
        pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U;
        pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F>;
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Self;
        pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Self;
        pub fn iter(&self) -> crate::option::Iter<'_, T>;
        pub fn expect(self, msg: &str) -> T;
        pub fn unwrap(self) -> T;
        pub fn unwrap_or_default(self) -> T;
        pub fn expect_err(self, msg: &str) -> E;
        pub fn unwrap_err(self) -> E;
        pub fn and<U>(self, res: Result<U, E>) -> Result<U, E>;
        pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E>;
        pub fn or<F>(self, res: Result<T, F>) -> Result<T, F>;
        pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F>;
        pub fn unwrap_or(self, default: T) -> T;
        pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T;
    }
    impl<T, E> Result<Option<T>, E> {
        pub fn transpose(self) -> Option<Result<T, E>>;
    }
    impl<T, E> Result<&T, E> {
        pub fn copied(self) -> Result<T, E>;
        pub fn cloned(self) -> Result<T, E>;
    }
    impl<T: Clone, E: Clone> Clone for Result<T, E> {
        fn clone(&self) -> Self;
    }
    impl<T: Copy, E: Copy> Copy for Result<T, E> {}
    impl<T: PartialEq, E: PartialEq> PartialEq for Result<T, E> {
        fn eq(&self, other: &Self) -> bool;
    }
    impl<T, E> IntoIterator for Result<T, E> {
        type Item = T;
        type IntoIter = crate::option::IntoIter<T>;
        fn into_iter(self) -> crate::option::IntoIter<T>;
    }
    impl<T, E> Try for Result<T, E> {
        type Output = T;
        type Residual = Result<Infallible, E>;
        fn from_output(output: T) -> Self;
        fn branch(self) -> ControlFlow<Self::Residual, T>;
    }
    impl<T, E, F: From<E>> FromResidual<Result<Infallible, E>> for Result<T, F> {
        fn from_residual(residual: Result<Infallible, E>) -> Self;
    }
}

pub mod iter {
    use crate::cmp::Ordering;

    #[lang = "iterator"]
    pub trait Iterator {
        type Item;
        #[lang = "next"]
        fn next(&mut self) -> Option<Self::Item>;
        fn size_hint(&self) -> (usize, Option<usize>) {}
        fn count(self) -> usize where Self: Sized {}
        fn last(self) -> Option<Self::Item> where Self: Sized {}
        fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn step_by(self, step: usize) -> StepBy<Self> where Self: Sized {}
        fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Chain<Self, U::IntoIter> where Self: Sized {}
        fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter> where Self: Sized {}
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F> where Self: Sized {}
        fn for_each<F: FnMut(Self::Item)>(self, f: F) where Self: Sized {}
        fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Filter<Self, P> where Self: Sized {}
        fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> FilterMap<Self, F> where Self: Sized {}
        fn enumerate(self) -> Enumerate<Self> where Self: Sized {}
        fn peekable(self) -> Peekable<Self> where Self: Sized {}
        fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> SkipWhile<Self, P> where Self: Sized {}
        fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> TakeWhile<Self, P> where Self: Sized {}
        fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> MapWhile<Self, P> where Self: Sized {}
        fn skip(self, n: usize) -> Skip<Self> where Self: Sized {}
        fn take(self, n: usize) -> Take<Self> where Self: Sized {}
        fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(self, initial_state: St, f: F) -> Scan<Self, St, F> where Self: Sized {}
        fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> FlatMap<Self, U, F> where Self: Sized {}
        fn flatten(self) -> Flatten<Self> where Self: Sized, Self::Item: IntoIterator {}
        fn fuse(self) -> Fuse<Self> where Self: Sized {}
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F> where Self: Sized {}
        fn by_ref(&mut self) -> &mut Self where Self: Sized {}
        fn collect<B: FromIterator<Self::Item>>(self) -> B where Self: Sized {}
        fn partition<B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B) where Self: Sized {}
        fn try_fold<B, F: FnMut(B, Self::Item) -> R, R: crate::ops::Try<Output = B>>(&mut self, init: B, f: F) -> R where Self: Sized {}
        fn try_for_each<F: FnMut(Self::Item) -> R, R: crate::ops::Try<Output = ()>>(&mut self, f: F) -> R where Self: Sized {}
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B where Self: Sized {}
        fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item> where Self: Sized {}
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool where Self: Sized {}
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool where Self: Sized {}
        fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> where Self: Sized {}
        fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B> where Self: Sized {}
        fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> where Self: Sized {}
        fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> where Self: Sized {}
        fn max(self) -> Option<Self::Item> where Self: Sized {}
        fn min(self) -> Option<Self::Item> where Self: Sized {}
        fn max_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> where Self: Sized {}
        fn max_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item> where Self: Sized {}
        fn min_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> where Self: Sized {}
        fn min_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item> where Self: Sized {}
        fn rev(self) -> Rev<Self> where Self: Sized + DoubleEndedIterator {}
        fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB) where Self: Sized + Iterator<Item = (A, B)> {}
        fn copied<'a, T: 'a>(self) -> Copied<Self> where Self: Sized + Iterator<Item = &'a T> {}
        fn cloned<'a, T: 'a>(self) -> Cloned<Self> where Self: Sized + Iterator<Item = &'a T> {}
        fn cycle(self) -> Cycle<Self> where Self: Sized + Clone {}
        fn sum<S: Sum<Self::Item>>(self) -> S where Self: Sized {}
        fn product<P: Product<Self::Item>>(self) -> P where Self: Sized {}
        fn cmp<I: IntoIterator<Item = Self::Item>>(self, other: I) -> Ordering where Self: Sized {}
        fn eq<I: IntoIterator>(self, other: I) -> bool where Self: Sized {}
        fn is_sorted(self) -> bool where Self: Sized {}
    }
    pub trait DoubleEndedIterator: Iterator {
        fn next_back(&mut self) -> Option<Self::Item>;
        fn nth_back(&mut self, n: usize) -> Option<Self::Item> {}
        fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B where Self: Sized {}
        fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> where Self: Sized {}
    }
    pub trait ExactSizeIterator: Iterator {
        fn len(&self) -> usize {}
    }
    pub trait FusedIterator: Iterator {}
    pub unsafe trait TrustedLen: Iterator {}
    pub trait FromIterator<A>: Sized {
        fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
    }
    #[rustc_skip_during_method_dispatch(array, boxed_slice)]
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator<Item = Self::Item>;
        #[lang = "into_iter"]
        fn into_iter(self) -> Self::IntoIter;
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
        fn into_iter(self) -> I;
    }
    impl<I: Iterator + ?Sized> Iterator for &mut I {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item>;
    }
    pub trait Extend<A> {
        fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
    }
    pub trait Sum<A = Self>: Sized {
        fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
    }
    pub trait Product<A = Self>: Sized {
        fn product<I: Iterator<Item = A>>(iter: I) -> Self;
    }
    macro_rules! sums { ($($t:ty)*) => { $(
        impl Sum for $t { fn sum<I: Iterator<Item = $t>>(iter: I) -> $t; }
        impl<'a> Sum<&'a $t> for $t { fn sum<I: Iterator<Item = &'a $t>>(iter: I) -> $t; }
        impl Product for $t { fn product<I: Iterator<Item = $t>>(iter: I) -> $t; }
        impl<'a> Product<&'a $t> for $t { fn product<I: Iterator<Item = &'a $t>>(iter: I) -> $t; }
    )* } }
    sums! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 }
    impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {
        fn from_iter<I: IntoIterator<Item = Result<A, E>>>(iter: I) -> Result<V, E>;
    }
    impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {
        fn from_iter<I: IntoIterator<Item = Option<A>>>(iter: I) -> Option<V>;
    }
    impl FromIterator<()> for () {
        fn from_iter<I: IntoIterator<Item = ()>>(iter: I) -> ();
    }
    impl<T, U: Sum<T>, E> Sum<Result<T, E>> for Result<U, E> {
        fn sum<I: Iterator<Item = Result<T, E>>>(iter: I) -> Result<U, E>;
    }

    // An adaptor's declaration, and what it yields.
    macro_rules! adaptors {
        ($($name:ident<$($p:ident),*> [$($bound:tt)*] => $item:ty;)*) => { $(
            pub struct $name<$($p),*>($($p),*);
            impl<$($p),*> Iterator for $name<$($p),*> where $($bound)* {
                type Item = $item;
                fn next(&mut self) -> Option<$item>;
            }
            impl<$($p),*> DoubleEndedIterator for $name<$($p),*> where $($bound)* {
                fn next_back(&mut self) -> Option<$item>;
            }
            impl<$($p),*> ExactSizeIterator for $name<$($p),*> where $($bound)* {}
            impl<$($p: Clone),*> Clone for $name<$($p),*> { fn clone(&self) -> Self; }
        )* }
    }
    adaptors! {
        StepBy<I> [I: Iterator] => I::Item;
        Chain<A, B> [A: Iterator, B: Iterator<Item = A::Item>] => A::Item;
        Zip<A, B> [A: Iterator, B: Iterator] => (A::Item, B::Item);
        Filter<I, P> [I: Iterator] => I::Item;
        Enumerate<I> [I: Iterator] => (usize, I::Item);
        SkipWhile<I, P> [I: Iterator] => I::Item;
        TakeWhile<I, P> [I: Iterator] => I::Item;
        Skip<I> [I: Iterator] => I::Item;
        Take<I> [I: Iterator] => I::Item;
        Fuse<I> [I: Iterator] => I::Item;
        Inspect<I, F> [I: Iterator] => I::Item;
        Rev<I> [I: DoubleEndedIterator] => I::Item;
        Cycle<I> [I: Iterator] => I::Item;
    }
    macro_rules! mapping {
        ($($name:ident<$($g:ident),*> as <$($p:ident),*> [$($bound:tt)*] => $item:ty;)*) => { $(
            pub struct $name<$($p),*>($($p),*);
            impl<$($g),*> Iterator for $name<$($p),*> where $($bound)* {
                type Item = $item;
                fn next(&mut self) -> Option<$item>;
            }
            impl<$($g),*> DoubleEndedIterator for $name<$($p),*> where $($bound)* {
                fn next_back(&mut self) -> Option<$item>;
            }
            impl<$($g),*> ExactSizeIterator for $name<$($p),*> where $($bound)* {}
            impl<$($p: Clone),*> Clone for $name<$($p),*> { fn clone(&self) -> Self; }
        )* }
    }
    mapping! {
        Map<B, I, F> as <I, F> [I: Iterator, F: FnMut(I::Item) -> B] => B;
        FilterMap<B, I, F> as <I, F> [I: Iterator, F: FnMut(I::Item) -> Option<B>] => B;
        MapWhile<B, I, P> as <I, P> [I: Iterator, P: FnMut(I::Item) -> Option<B>] => B;
        Scan<B, I, St, F> as <I, St, F> [I: Iterator, F: FnMut(&mut St, I::Item) -> Option<B>] => B;
        FlatMap<I, U, F> as <I, U, F> [I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U] => U::Item;
    }
    pub struct Flatten<I>(I);
    impl<I: Iterator> Iterator for Flatten<I>
    where
        I::Item: IntoIterator,
    {
        type Item = <I::Item as IntoIterator>::Item;
        fn next(&mut self) -> Option<<I::Item as IntoIterator>::Item>;
    }
    pub struct Copied<I>(I);
    impl<'a, I: Iterator<Item = &'a T>, T: 'a> Iterator for Copied<I> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
    impl<'a, I: DoubleEndedIterator<Item = &'a T>, T: 'a> DoubleEndedIterator for Copied<I> {
        fn next_back(&mut self) -> Option<T>;
    }
    impl<'a, I: ExactSizeIterator<Item = &'a T>, T: 'a> ExactSizeIterator for Copied<I> {}
    pub struct Cloned<I>(I);
    impl<'a, I: Iterator<Item = &'a T>, T: 'a> Iterator for Cloned<I> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
    impl<'a, I: DoubleEndedIterator<Item = &'a T>, T: 'a> DoubleEndedIterator for Cloned<I> {
        fn next_back(&mut self) -> Option<T>;
    }
    pub struct Peekable<I: Iterator>(I);
    impl<I: Iterator> Peekable<I> {
        pub fn peek(&mut self) -> Option<&I::Item>;
        pub fn next_if(&mut self, f: impl FnOnce(&I::Item) -> bool) -> Option<I::Item>;
    }
    impl<I: Iterator> Iterator for Peekable<I> {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item>;
    }
    macro_rules! sources { ($($name:ident<$t:ident>;)*) => { $(
        pub struct $name<$t>($t);
        impl<$t> Iterator for $name<$t> { type Item = $t; fn next(&mut self) -> Option<$t>; }
    )* } }
    sources! { Empty<T>; Once<T>; Repeat<T>; RepeatN<T>; }
    pub const fn empty<T>() -> Empty<T>;
    pub fn once<T>(value: T) -> Once<T>;
    pub fn repeat<T: Clone>(elt: T) -> Repeat<T>;
    pub fn repeat_n<T: Clone>(elt: T, count: usize) -> RepeatN<T>;
    pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter>;
    pub struct RepeatWith<F>(F);
    impl<A, F: FnMut() -> A> Iterator for RepeatWith<F> {
        type Item = A;
        fn next(&mut self) -> Option<A>;
    }
    pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> RepeatWith<F>;
    pub struct FromFn<F>(F);
    impl<T, F: FnMut() -> Option<T>> Iterator for FromFn<F> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
    pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> FromFn<F>;
    pub struct Successors<T, F>(T, F);
    impl<T, F: FnMut(&T) -> Option<T>> Iterator for Successors<T, F> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
    pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, succ: F) -> Successors<T, F>;

    use crate::ops::{Range, RangeFrom, RangeInclusive};
    pub trait Step: Clone + PartialOrd {}
    macro_rules! steps { ($($t:ty)*) => { $(impl Step for $t {})* } }
    steps! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 char }
    macro_rules! range_iterators { ($($r:ident)*) => { $(
        impl<A: Step> Iterator for $r<A> { type Item = A; fn next(&mut self) -> Option<A>; }
        impl<A: Step> DoubleEndedIterator for $r<A> { fn next_back(&mut self) -> Option<A>; }
        impl<A: Step> ExactSizeIterator for $r<A> {}
    )* } }
    range_iterators! { Range RangeFrom RangeInclusive }
}

pub mod slice {
    use crate::cmp::Ordering;
    use crate::ops::*;

    pub trait SliceIndex<T: ?Sized> {
        type Output: ?Sized;
    }
    impl<T> SliceIndex<[T]> for usize {
        type Output = T;
    }
    macro_rules! range_index { ($($r:ty)*) => { $(
        impl<T> SliceIndex<[T]> for $r { type Output = [T]; }
        impl SliceIndex<str> for $r { type Output = str; }
    )* } }
    range_index! { RangeFull Range<usize> RangeFrom<usize> RangeTo<usize> RangeInclusive<usize> RangeToInclusive<usize> }
    impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
        type Output = I::Output;
        fn index(&self, index: I) -> &I::Output;
    }
    impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
        fn index_mut(&mut self, index: I) -> &mut I::Output;
    }
    impl<T, I, const N: usize> Index<I> for [T; N]
    where
        [T]: Index<I>,
    {
        type Output = <[T] as Index<I>>::Output;
        fn index(&self, index: I) -> &Self::Output;
    }
    impl<T, I, const N: usize> IndexMut<I> for [T; N]
    where
        [T]: IndexMut<I>,
    {
        fn index_mut(&mut self, index: I) -> &mut Self::Output;
    }
    impl<I: SliceIndex<str>> Index<I> for str {
        type Output = I::Output;
        fn index(&self, index: I) -> &I::Output;
    }

    impl<T> [T] {
        pub const fn len(&self) -> usize;
        pub const fn is_empty(&self) -> bool;
        pub const fn first(&self) -> Option<&T>;
        pub const fn first_mut(&mut self) -> Option<&mut T>;
        pub const fn split_first(&self) -> Option<(&T, &[T])>;
        pub const fn split_last(&self) -> Option<(&T, &[T])>;
        pub const fn last(&self) -> Option<&T>;
        pub const fn last_mut(&mut self) -> Option<&mut T>;
        pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output>;
        pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output>;
        pub const fn as_ptr(&self) -> *const T;
        pub const fn as_mut_ptr(&mut self) -> *mut T;
        pub const fn swap(&mut self, a: usize, b: usize);
        pub fn reverse(&mut self);
        pub fn iter(&self) -> Iter<'_, T>;
        pub fn iter_mut(&mut self) -> IterMut<'_, T>;
        pub fn windows(&self, size: usize) -> Windows<'_, T>;
        pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T>;
        pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T>;
        pub fn chunks_exact(&self, chunk_size: usize) -> Chunks<'_, T>;
        pub fn split_at(&self, mid: usize) -> (&[T], &[T]);
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]);
        pub fn contains(&self, x: &T) -> bool;
        pub fn starts_with(&self, needle: &[T]) -> bool;
        pub fn ends_with(&self, needle: &[T]) -> bool;
        pub fn binary_search(&self, x: &T) -> Result<usize, usize>;
        pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, f: F) -> Result<usize, usize>;
        pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize;
        pub fn sort_unstable(&mut self);
        pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F);
        pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
        pub fn rotate_left(&mut self, mid: usize);
        pub fn rotate_right(&mut self, k: usize);
        pub fn fill(&mut self, value: T);
        pub fn clone_from_slice(&mut self, src: &[T]);
        pub fn copy_from_slice(&mut self, src: &[T]);
        pub fn swap_with_slice(&mut self, other: &mut [T]);
        pub fn is_sorted(&self) -> bool;
    }
    pub struct Iter<'a, T: 'a>(&'a T);
    pub struct IterMut<'a, T: 'a>(&'a mut T);
    pub struct Windows<'a, T: 'a>(&'a T);
    pub struct Chunks<'a, T: 'a>(&'a T);
    pub struct ChunksMut<'a, T: 'a>(&'a mut T);
    pub type ChunksExact<'a, T> = Chunks<'a, T>;
    macro_rules! iterators { ($($name:ident => $item:ty;)*) => { $(
        impl<'a, T> Iterator for $name<'a, T> { type Item = $item; fn next(&mut self) -> Option<$item>; }
        impl<'a, T> DoubleEndedIterator for $name<'a, T> { fn next_back(&mut self) -> Option<$item>; }
        impl<'a, T> ExactSizeIterator for $name<'a, T> {}
    )* } }
    iterators! { Iter => &'a T; IterMut => &'a mut T; Windows => &'a [T]; Chunks => &'a [T]; ChunksMut => &'a mut [T]; }
    impl<'a, T> Iter<'a, T> {
        pub fn as_slice(&self) -> &'a [T];
    }
    impl<T> Clone for Iter<'_, T> {
        fn clone(&self) -> Self;
    }
    impl<'a, T> IntoIterator for &'a [T] {
        type Item = &'a T;
        type IntoIter = Iter<'a, T>;
        fn into_iter(self) -> Iter<'a, T>;
    }
    impl<'a, T> IntoIterator for &'a mut [T] {
        type Item = &'a mut T;
        type IntoIter = IterMut<'a, T>;
        fn into_iter(self) -> IterMut<'a, T>;
    }
    pub const fn from_ref<T>(s: &T) -> &[T];
    pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T];
}

pub mod array {
    pub struct TryFromSliceError(());
    pub struct IntoIter<T, const N: usize>([T; N]);
    impl<T, const N: usize> Iterator for IntoIter<T, N> {
        type Item = T;
        fn next(&mut self) -> Option<T>;
    }
    impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
        fn next_back(&mut self) -> Option<T>;
    }
    impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
    impl<T, const N: usize> IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = IntoIter<T, N>;
        fn into_iter(self) -> IntoIter<T, N>;
    }
    impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = crate::slice::Iter<'a, T>;
        fn into_iter(self) -> crate::slice::Iter<'a, T>;
    }
    impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
        type Item = &'a mut T;
        type IntoIter = crate::slice::IterMut<'a, T>;
        fn into_iter(self) -> crate::slice::IterMut<'a, T>;
    }
    impl<T, const N: usize> [T; N] {
        pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N];
        pub const fn as_slice(&self) -> &[T];
        pub fn each_ref(&self) -> [&T; N];
    }
    pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N];
}

pub mod str {
    pub struct Utf8Error(());
    pub trait FromStr: Sized {
        type Err;
        fn from_str(s: &str) -> Result<Self, Self::Err>;
    }
    macro_rules! parsed { ($($error:ty: $($t:ty)*;)*) => { $($(impl FromStr for $t {
        type Err = $error;
        fn from_str(s: &str) -> Result<$t, $error>;
    })*)* } }
    parsed! {
        crate::num::ParseIntError: usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128;
        crate::num::ParseFloatError: f32 f64;
        ParseBoolError: bool;
        crate::char::ParseCharError: char;
    }
    pub struct ParseBoolError(());
    pub mod pattern {
        pub trait Pattern: Sized {}
        impl Pattern for char {}
        impl Pattern for &str {}
        impl Pattern for &[char] {}
        impl<const N: usize> Pattern for [char; N] {}
        impl<F: FnMut(char) -> bool> Pattern for F {}
    }
    use pattern::Pattern;
    impl str {
        pub const fn len(&self) -> usize;
        pub const fn is_empty(&self) -> bool;
        pub const fn as_bytes(&self) -> &[u8];
        pub const fn as_ptr(&self) -> *const u8;
        pub fn get<I: crate::slice::SliceIndex<str>>(&self, i: I) -> Option<&I::Output>;
        pub fn chars(&self) -> Chars<'_>;
        pub fn char_indices(&self) -> CharIndices<'_>;
        pub fn bytes(&self) -> Bytes<'_>;
        pub fn split_whitespace(&self) -> SplitWhitespace<'_>;
        pub fn lines(&self) -> Lines<'_>;
        pub fn contains<P: Pattern>(&self, pat: P) -> bool;
        pub fn starts_with<P: Pattern>(&self, pat: P) -> bool;
        pub fn ends_with<P: Pattern>(&self, pat: P) -> bool;
        pub fn find<P: Pattern>(&self, pat: P) -> Option<usize>;
        pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize>;
        pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P>;
        pub fn rsplit<P: Pattern>(&self, pat: P) -> Split<'_, P>;
        pub fn split_terminator<P: Pattern>(&self, pat: P) -> Split<'_, P>;
        pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> Split<'_, P>;
        pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> Split<'_, P>;
        pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
        pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)>;
        pub fn split_at(&self, mid: usize) -> (&str, &str);
        pub fn matches<P: Pattern>(&self, pat: P) -> Split<'_, P>;
        pub fn trim(&self) -> &str;
        pub fn trim_start(&self) -> &str;
        pub fn trim_end(&self) -> &str;
        pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str;
        pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str;
        pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str;
        pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str>;
        pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str>;
        pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
        pub fn is_char_boundary(&self, index: usize) -> bool;
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool;
    }
    macro_rules! iterators { ($($name:ident => $item:ty;)*) => { $(
        pub struct $name<'a>(&'a str);
        impl<'a> Iterator for $name<'a> { type Item = $item; fn next(&mut self) -> Option<$item>; }
        impl<'a> DoubleEndedIterator for $name<'a> { fn next_back(&mut self) -> Option<$item>; }
    )* } }
    iterators! { Chars => char; CharIndices => (usize, char); Bytes => u8; SplitWhitespace => &'a str; Lines => &'a str; }
    pub struct Split<'a, P>(&'a str, P);
    impl<'a, P: Pattern> Iterator for Split<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str>;
    }
    impl<'a, P: Pattern> DoubleEndedIterator for Split<'a, P> {
        fn next_back(&mut self) -> Option<&'a str>;
    }
    pub const fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error>;
    pub const unsafe fn from_utf8_unchecked(v: &[u8]) -> &str;
}

pub mod char {
    pub struct ParseCharError(());
    impl char {
        pub const MAX: char = '\u{10FFFF}';
        pub const fn from_u32(i: u32) -> Option<char>;
        pub const fn from_digit(num: u32, radix: u32) -> Option<char>;
        pub fn is_alphabetic(self) -> bool;
        pub fn is_numeric(self) -> bool;
        pub fn is_alphanumeric(self) -> bool;
        pub fn is_whitespace(self) -> bool;
        pub fn is_uppercase(self) -> bool;
        pub fn is_lowercase(self) -> bool;
        pub const fn is_ascii(&self) -> bool;
        pub const fn is_ascii_digit(&self) -> bool;
        pub const fn is_ascii_alphabetic(&self) -> bool;
        pub const fn is_digit(self, radix: u32) -> bool;
        pub const fn to_digit(self, radix: u32) -> Option<u32>;
        pub const fn len_utf8(self) -> usize;
        pub const fn to_ascii_uppercase(&self) -> char;
        pub const fn to_ascii_lowercase(&self) -> char;
    }
}

pub mod num {
    pub struct ParseIntError(());
    pub struct ParseFloatError(());
    pub struct TryFromIntError(());
    pub struct Wrapping<T>(pub T);
    #[lang = "NonZero"]
    pub struct NonZero<T>(T);
    impl<T> NonZero<T> {
        pub const fn new(n: T) -> Option<Self>;
        pub const fn get(self) -> T;
    }
    impl<T: Clone> Clone for NonZero<T> {
        fn clone(&self) -> Self;
    }
    impl<T: Copy> Copy for NonZero<T> {}
    pub type NonZeroUsize = NonZero<usize>;
    pub type NonZeroU8 = NonZero<u8>;
    pub type NonZeroU16 = NonZero<u16>;
    pub type NonZeroU32 = NonZero<u32>;
    pub type NonZeroU64 = NonZero<u64>;
    pub type NonZeroI64 = NonZero<i64>;
    macro_rules! integers { ($($t:ident $unsigned:ident $bytes:literal;)*) => { $(
        impl $t {
            pub const MIN: $t = 0;
            pub const MAX: $t = 0;
            pub const BITS: u32 = 0;
            pub const fn pow(self, exp: u32) -> $t;
            pub const fn isqrt(self) -> $t;
            pub const fn abs(self) -> $t;
            pub const fn signum(self) -> $t;
            pub const fn is_positive(self) -> bool;
            pub const fn is_negative(self) -> bool;
            pub const fn unsigned_abs(self) -> $unsigned;
            pub const fn abs_diff(self, other: $t) -> $unsigned;
            pub const fn div_ceil(self, rhs: $t) -> $t;
            pub const fn next_multiple_of(self, rhs: $t) -> $t;
            pub const fn is_multiple_of(self, rhs: $t) -> bool;
            pub const fn is_power_of_two(self) -> bool;
            pub const fn next_power_of_two(self) -> $t;
            pub const fn rem_euclid(self, rhs: $t) -> $t;
            pub const fn div_euclid(self, rhs: $t) -> $t;
            pub const fn checked_add(self, rhs: $t) -> Option<$t>;
            pub const fn checked_sub(self, rhs: $t) -> Option<$t>;
            pub const fn checked_mul(self, rhs: $t) -> Option<$t>;
            pub const fn checked_div(self, rhs: $t) -> Option<$t>;
            pub const fn saturating_add(self, rhs: $t) -> $t;
            pub const fn saturating_sub(self, rhs: $t) -> $t;
            pub const fn saturating_mul(self, rhs: $t) -> $t;
            pub const fn wrapping_add(self, rhs: $t) -> $t;
            pub const fn wrapping_sub(self, rhs: $t) -> $t;
            pub const fn wrapping_mul(self, rhs: $t) -> $t;
            pub const fn wrapping_neg(self) -> $t;
            pub const fn overflowing_add(self, rhs: $t) -> ($t, bool);
            pub const fn count_ones(self) -> u32;
            pub const fn count_zeros(self) -> u32;
            pub const fn leading_zeros(self) -> u32;
            pub const fn trailing_zeros(self) -> u32;
            pub const fn rotate_left(self, n: u32) -> $t;
            pub const fn rotate_right(self, n: u32) -> $t;
            pub const fn swap_bytes(self) -> $t;
            pub const fn to_le_bytes(self) -> [u8; $bytes];
            pub const fn to_be_bytes(self) -> [u8; $bytes];
            pub const fn to_ne_bytes(self) -> [u8; $bytes];
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $t;
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $t;
            pub const fn from_str_radix(src: &str, radix: u32) -> Result<$t, ParseIntError>;
            pub const fn ilog2(self) -> u32;
            pub const fn ilog10(self) -> u32;
        }
    )* } }
    integers! {
        u8 u8 1; u16 u16 2; u32 u32 4; u64 u64 8; u128 u128 16; usize usize 8;
        i8 u8 1; i16 u16 2; i32 u32 4; i64 u64 8; i128 u128 16; isize usize 8;
    }
    impl u8 {
        pub const fn is_ascii_digit(&self) -> bool;
        pub const fn is_ascii_whitespace(&self) -> bool;
        pub const fn is_ascii_alphabetic(&self) -> bool;
        pub const fn to_ascii_lowercase(&self) -> u8;
        pub const fn to_ascii_uppercase(&self) -> u8;
    }
    macro_rules! floats { ($($t:ident $bits:ident $bytes:literal;)*) => { $(
        impl $t {
            pub const EPSILON: $t = 0.0;
            pub const MIN: $t = 0.0;
            pub const MIN_POSITIVE: $t = 0.0;
            pub const MAX: $t = 0.0;
            pub const NAN: $t = 0.0;
            pub const INFINITY: $t = 0.0;
            pub const NEG_INFINITY: $t = 0.0;
            pub const fn is_nan(self) -> bool;
            pub const fn is_infinite(self) -> bool;
            pub const fn is_finite(self) -> bool;
            pub const fn is_normal(self) -> bool;
            pub const fn is_sign_positive(self) -> bool;
            pub const fn is_sign_negative(self) -> bool;
            pub const fn recip(self) -> $t;
            pub const fn to_degrees(self) -> $t;
            pub const fn to_radians(self) -> $t;
            pub const fn max(self, other: $t) -> $t;
            pub const fn min(self, other: $t) -> $t;
            pub const fn midpoint(self, other: $t) -> $t;
            pub const fn to_bits(self) -> $bits;
            pub const fn from_bits(v: $bits) -> $t;
            pub const fn to_le_bytes(self) -> [u8; $bytes];
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $t;
            pub fn total_cmp(&self, other: &$t) -> crate::cmp::Ordering;
            pub const fn clamp(self, min: $t, max: $t) -> $t;
            pub const fn abs(self) -> $t;
            pub const fn signum(self) -> $t;
            pub const fn copysign(self, sign: $t) -> $t;
            pub fn floor(self) -> $t;
            pub fn ceil(self) -> $t;
            pub fn round(self) -> $t;
            pub fn round_ties_even(self) -> $t;
            pub fn trunc(self) -> $t;
            pub fn fract(self) -> $t;
            pub fn mul_add(self, a: $t, b: $t) -> $t;
            pub fn div_euclid(self, rhs: $t) -> $t;
            pub fn rem_euclid(self, rhs: $t) -> $t;
            pub fn powi(self, n: i32) -> $t;
            pub fn powf(self, n: $t) -> $t;
            pub fn sqrt(self) -> $t;
            pub fn cbrt(self) -> $t;
            pub fn hypot(self, other: $t) -> $t;
            pub fn exp(self) -> $t;
            pub fn exp2(self) -> $t;
            pub fn exp_m1(self) -> $t;
            pub fn ln(self) -> $t;
            pub fn ln_1p(self) -> $t;
            pub fn log(self, base: $t) -> $t;
            pub fn log2(self) -> $t;
            pub fn log10(self) -> $t;
            pub fn sin(self) -> $t;
            pub fn cos(self) -> $t;
            pub fn tan(self) -> $t;
            pub fn asin(self) -> $t;
            pub fn acos(self) -> $t;
            pub fn atan(self) -> $t;
            pub fn atan2(self, other: $t) -> $t;
            pub fn sin_cos(self) -> ($t, $t);
            pub fn sinh(self) -> $t;
            pub fn cosh(self) -> $t;
            pub fn tanh(self) -> $t;
        }
        pub mod $t {
            pub const EPSILON: $t = 0.0;
            pub const MAX: $t = 0.0;
            pub const MIN: $t = 0.0;
            pub const NAN: $t = 0.0;
            pub const INFINITY: $t = 0.0;
            pub const NEG_INFINITY: $t = 0.0;
            pub mod consts {
                pub const PI: $t = 0.0;
                pub const TAU: $t = 0.0;
                pub const E: $t = 0.0;
                pub const LN_2: $t = 0.0;
                pub const LN_10: $t = 0.0;
                pub const SQRT_2: $t = 0.0;
                pub const FRAC_1_SQRT_2: $t = 0.0;
                pub const FRAC_PI_2: $t = 0.0;
                pub const FRAC_PI_4: $t = 0.0;
                pub const LOG2_E: $t = 0.0;
                pub const LOG10_E: $t = 0.0;
            }
        }
    )* } }
    floats! { f32 u32 4; f64 u64 8; }
}
pub use num::{f32, f64};
macro_rules! integer_modules { ($($t:ident)*) => { $(pub mod $t { pub const MAX: $t = 0; pub const MIN: $t = 0; })* } }
integer_modules! { usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }

impl bool {
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T>;
    pub fn then_some<T>(self, t: T) -> Option<T>;
}

pub mod fmt {
    pub struct Error;
    pub type Result = crate::result::Result<(), Error>;
    #[lang = "format_arguments"]
    pub struct Arguments<'a>(&'a ());
    impl Copy for Arguments<'_> {}
    impl Clone for Arguments<'_> {
        fn clone(&self) -> Self;
    }
    pub struct Formatter<'a>(&'a ());
    impl<'a> Formatter<'a> {
        pub fn write_str(&mut self, data: &str) -> Result;
        pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result;
        pub fn pad(&mut self, s: &str) -> Result;
        pub fn alternate(&self) -> bool;
        pub fn width(&self) -> Option<usize>;
        pub fn precision(&self) -> Option<usize>;
    }
    pub trait Write {
        fn write_str(&mut self, s: &str) -> Result;
        fn write_char(&mut self, c: char) -> Result {}
        fn write_fmt(&mut self, args: Arguments<'_>) -> Result {}
    }
    macro_rules! formats { ($($name:ident)*) => { $(pub trait $name { fn fmt(&self, f: &mut Formatter<'_>) -> Result; })* } }
    formats! { Debug Display LowerExp UpperExp LowerHex UpperHex Binary Octal Pointer }
    #[rustc_builtin_macro]
    pub macro Debug($item:item) {}
    macro_rules! display { ($($t:ty)*) => { $(
        impl Display for $t { fn fmt(&self, f: &mut Formatter<'_>) -> Result; }
        impl Debug for $t { fn fmt(&self, f: &mut Formatter<'_>) -> Result; }
    )* } }
    display! { bool char str usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 f32 f64 Arguments<'_> Error }
    macro_rules! through { ($($t:ty)*) => { $(
        impl<T: ?Sized + Display> Display for $t { fn fmt(&self, f: &mut Formatter<'_>) -> Result; }
        impl<T: ?Sized + Debug> Debug for $t { fn fmt(&self, f: &mut Formatter<'_>) -> Result; }
    )* } }
    through! { &T &mut T }
    impl<T: Debug> Debug for [T] {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    impl<T: Debug, const N: usize> Debug for [T; N] {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    impl<T: Debug> Debug for Option<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
    impl<T: Debug, E: Debug> Debug for crate::result::Result<T, E> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result;
    }
}

pub mod hash {
    pub trait Hasher {
        fn finish(&self) -> u64;
        fn write(&mut self, bytes: &[u8]);
    }
    pub trait Hash {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    #[rustc_builtin_macro]
    pub macro Hash($item:item) {}
    pub trait BuildHasher {
        type Hasher: Hasher;
        fn build_hasher(&self) -> Self::Hasher;
        fn hash_one<T: Hash>(&self, x: T) -> u64 {}
    }
    pub struct BuildHasherDefault<H>(H);
    macro_rules! hash { ($($t:ty)*) => { $(impl Hash for $t { fn hash<H: Hasher>(&self, state: &mut H); })* } }
    hash! { () bool char str usize u8 u16 u32 u64 u128 isize i8 i16 i32 i64 i128 }
    impl<T: ?Sized + Hash> Hash for &T {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    impl<T: Hash> Hash for [T] {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    impl<T: Hash, const N: usize> Hash for [T; N] {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    impl<T: Hash> Hash for Option<T> {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    impl<A: Hash, B: Hash> Hash for (A, B) {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
    impl<A: Hash, B: Hash, C: Hash> Hash for (A, B, C) {
        fn hash<H: Hasher>(&self, state: &mut H);
    }
}

pub mod error {
    use crate::fmt::{Debug, Display};
    pub trait Error: Debug + Display {
        fn source(&self) -> Option<&(dyn Error + 'static)> {}
        fn description(&self) -> &str {}
        fn cause(&self) -> Option<&dyn Error> {}
    }
}

pub mod mem {
    #[lang = "manually_drop"]
    pub struct ManuallyDrop<T: ?Sized>(T);
    impl<T> ManuallyDrop<T> {
        pub const fn new(value: T) -> ManuallyDrop<T>;
        pub const fn into_inner(slot: ManuallyDrop<T>) -> T;
    }
    impl<T: ?Sized> crate::ops::Deref for ManuallyDrop<T> {
        type Target = T;
        fn deref(&self) -> &T;
    }
    #[lang = "maybe_uninit"]
    pub union MaybeUninit<T> {
        uninit: (),
        value: ManuallyDrop<T>,
    }
    pub struct Discriminant<T>(T);
    pub const fn size_of<T>() -> usize;
    pub const fn size_of_val<T: ?Sized>(val: &T) -> usize;
    pub const fn align_of<T>() -> usize;
    pub fn swap<T>(x: &mut T, y: &mut T);
    pub fn take<T: Default>(dest: &mut T) -> T;
    pub fn replace<T>(dest: &mut T, src: T) -> T;
    pub fn drop<T>(_x: T);
    pub fn forget<T>(t: T);
    pub const unsafe fn transmute<Src, Dst>(src: Src) -> Dst;
    pub fn discriminant<T>(v: &T) -> Discriminant<T>;
}

pub mod cell {
    #[lang = "unsafe_cell"]
    pub struct UnsafeCell<T: ?Sized>(T);
    pub struct Cell<T: ?Sized>(T);
    impl<T> Cell<T> {
        pub const fn new(value: T) -> Cell<T>;
        pub fn set(&self, val: T);
        pub fn get(&self) -> T;
        pub fn replace(&self, val: T) -> T;
        pub fn take(&self) -> T;
    }
    pub struct RefCell<T: ?Sized>(T);
    impl<T> RefCell<T> {
        pub const fn new(value: T) -> RefCell<T>;
        pub fn into_inner(self) -> T;
    }
    impl<T: ?Sized> RefCell<T> {
        pub fn borrow(&self) -> Ref<'_, T>;
        pub fn borrow_mut(&self) -> RefMut<'_, T>;
    }
    pub struct Ref<'b, T: ?Sized>(&'b T);
    pub struct RefMut<'b, T: ?Sized>(&'b mut T);
    impl<T: ?Sized> crate::ops::Deref for Ref<'_, T> {
        type Target = T;
        fn deref(&self) -> &T;
    }
    impl<T: ?Sized> crate::ops::Deref for RefMut<'_, T> {
        type Target = T;
        fn deref(&self) -> &T;
    }
    impl<T: ?Sized> crate::ops::DerefMut for RefMut<'_, T> {
        fn deref_mut(&mut self) -> &mut T;
    }
    pub struct OnceCell<T>(T);
    impl<T> OnceCell<T> {
        pub const fn new() -> OnceCell<T>;
        pub fn get(&self) -> Option<&T>;
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
        pub fn set(&self, value: T) -> Result<(), T>;
    }
}

pub mod ptr {
    pub struct NonNull<T: ?Sized>(*const T);
    pub const fn null<T>() -> *const T;
    pub const fn null_mut<T>() -> *mut T;
    impl<T: ?Sized> *const T {
        pub const fn is_null(self) -> bool;
    }
    impl<T: ?Sized> *mut T {
        pub const fn is_null(self) -> bool;
    }
}

pub mod pin {
    #[lang = "pin"]
    pub struct Pin<Ptr>(Ptr);
    impl<Ptr: crate::ops::Deref> crate::ops::Deref for Pin<Ptr> {
        type Target = Ptr::Target;
        fn deref(&self) -> &Ptr::Target;
    }
}

pub mod future {
    use crate::pin::Pin;
    use crate::task::{Context, Poll};
    #[lang = "future_trait"]
    pub trait Future {
        #[lang = "future_output"]
        type Output;
        #[lang = "poll"]
        fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>;
    }
    pub trait IntoFuture {
        type Output;
        type IntoFuture: Future<Output = Self::Output>;
        #[lang = "into_future"]
        fn into_future(self) -> Self::IntoFuture;
    }
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
        type IntoFuture = F;
        fn into_future(self) -> F;
    }
}

pub mod task {
    #[lang = "Poll"]
    pub enum Poll<T> {
        #[lang = "Ready"]
        Ready(T),
        #[lang = "Pending"]
        Pending,
    }
    pub struct Context<'a>(&'a ());
    pub struct Waker(());
}

pub mod time {
    pub struct Duration {
        secs: u64,
        nanos: u32,
    }
    impl Duration {
        pub const ZERO: Duration = 0;
        pub const MAX: Duration = 0;
        pub const fn new(secs: u64, nanos: u32) -> Duration;
        pub const fn from_secs(secs: u64) -> Duration;
        pub const fn from_millis(millis: u64) -> Duration;
        pub const fn from_micros(micros: u64) -> Duration;
        pub const fn from_nanos(nanos: u64) -> Duration;
        pub fn from_secs_f64(secs: f64) -> Duration;
        pub const fn as_secs(&self) -> u64;
        pub const fn as_millis(&self) -> u128;
        pub const fn as_micros(&self) -> u128;
        pub const fn as_nanos(&self) -> u128;
        pub const fn as_secs_f64(&self) -> f64;
        pub const fn as_secs_f32(&self) -> f32;
    }
    impl Copy for Duration {}
    impl Clone for Duration {
        fn clone(&self) -> Self;
    }
    impl crate::ops::Add for Duration {
        type Output = Duration;
        fn add(self, rhs: Duration) -> Duration;
    }
    impl crate::ops::Sub for Duration {
        type Output = Duration;
        fn sub(self, rhs: Duration) -> Duration;
    }
    impl crate::ops::Div<u32> for Duration {
        type Output = Duration;
        fn div(self, rhs: u32) -> Duration;
    }
    impl crate::ops::Mul<u32> for Duration {
        type Output = Duration;
        fn mul(self, rhs: u32) -> Duration;
    }
}

pub mod any {
    pub struct TypeId(u128);
    pub trait Any: 'static {
        fn type_id(&self) -> TypeId;
    }
    impl<T: 'static + ?Sized> Any for T {
        fn type_id(&self) -> TypeId;
    }
    impl dyn Any {
        pub fn is<T: Any>(&self) -> bool;
        pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
        pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
    }
    pub const fn type_name<T: ?Sized>() -> &'static str;
    pub const fn type_name_of_val<T: ?Sized>(val: &T) -> &'static str;
}

pub mod hint {
    pub fn black_box<T>(dummy: T) -> T;
}

pub mod sync {
    pub mod atomic {
        pub enum Ordering {
            Relaxed,
            Release,
            Acquire,
            AcqRel,
            SeqCst,
        }
        macro_rules! atomics { ($($name:ident $t:ty;)*) => { $(
            pub struct $name($t);
            impl $name {
                pub const fn new(v: $t) -> $name;
                pub fn load(&self, order: Ordering) -> $t;
                pub fn store(&self, val: $t, order: Ordering);
                pub fn swap(&self, val: $t, order: Ordering) -> $t;
                pub fn fetch_add(&self, val: $t, order: Ordering) -> $t;
                pub fn fetch_sub(&self, val: $t, order: Ordering) -> $t;
                pub fn into_inner(self) -> $t;
            }
        )* } }
        atomics! { AtomicBool bool; AtomicUsize usize; AtomicU8 u8; AtomicU32 u32; AtomicU64 u64; AtomicI32 i32; AtomicI64 i64; }
    }
}

pub mod ffi {
    #[lang = "CStr"]
    pub struct CStr([u8]);
    pub type c_void = u8;
    pub type c_char = i8;
    pub type c_int = i32;
    pub type c_uint = u32;
    pub type c_long = i64;
    pub type c_double = f64;
    pub type c_float = f32;
}

pub mod ascii {}
pub mod panic {
    pub trait UnwindSafe {}
    pub trait RefUnwindSafe {}
    pub struct AssertUnwindSafe<T>(pub T);
}

mod macros {
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! format_args { ($($arg:tt)*) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! const_format_args { ($($arg:tt)*) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! concat { ($($e:expr),* $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! stringify { ($($t:tt)*) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! env { ($name:expr $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! option_env { ($name:expr $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! include { ($file:expr $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! include_str { ($file:expr $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! include_bytes { ($file:expr $(,)?) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! cfg { ($($cfg:tt)*) => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! line { () => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! column { () => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! file { () => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! module_path { () => {} }
    #[rustc_builtin_macro]
    #[macro_export]
    macro_rules! compile_error { ($msg:expr $(,)?) => {} }
    #[macro_export]
    macro_rules! panic { ($($arg:tt)*) => { $crate::panicking::panic_fmt() } }
    #[macro_export]
    macro_rules! unreachable { ($($arg:tt)*) => { $crate::panicking::panic_fmt() } }
    #[macro_export]
    macro_rules! unimplemented { ($($arg:tt)*) => { $crate::panicking::panic_fmt() } }
    #[macro_export]
    macro_rules! todo { ($($arg:tt)*) => { $crate::panicking::panic_fmt() } }
    #[macro_export]
    macro_rules! assert { ($cond:expr $(, $($arg:tt)*)?) => { if !$cond { $crate::panicking::panic_fmt() } } }
    #[macro_export]
    macro_rules! debug_assert { ($cond:expr $(, $($arg:tt)*)?) => { if !$cond { $crate::panicking::panic_fmt() } } }
    #[macro_export]
    macro_rules! assert_eq { ($left:expr, $right:expr $(, $($arg:tt)*)?) => { if !(&$left == &$right) { $crate::panicking::panic_fmt() } } }
    #[macro_export]
    macro_rules! assert_ne { ($left:expr, $right:expr $(, $($arg:tt)*)?) => { if &$left == &$right { $crate::panicking::panic_fmt() } } }
    #[macro_export]
    macro_rules! matches {
        ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => { match $expression { $pattern $(if $guard)? => true, _ => false } };
    }
    #[macro_export]
    macro_rules! write { ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) } }
    #[macro_export]
    macro_rules! writeln { ($dst:expr $(, $($arg:tt)*)?) => { $dst.write_fmt($crate::format_args!($($($arg)*)?)) } }
    #[macro_export]
    macro_rules! r#try { ($expr:expr $(,)?) => { $expr? } }
    #[rustc_builtin_macro]
    pub macro derive($item:item) {}
    #[rustc_builtin_macro]
    pub macro test($item:item) {}
    #[rustc_builtin_macro]
    pub macro global_allocator($item:item) {}
}

pub mod panicking {
    pub fn panic_fmt() -> !;
}

pub mod prelude {
    pub mod v1 {
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsMut, AsRef, From, Into};
        pub use crate::default::Default;
        pub use crate::fmt::Debug;
        pub use crate::hash::Hash;
        pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, IntoIterator, Iterator};
        pub use crate::macros::{derive, global_allocator, test};
        pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
        pub use crate::mem::{align_of, drop, size_of, size_of_val};
        pub use crate::ops::{Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::{
            assert, cfg, column, compile_error, concat, env, file, format_args, include, include_bytes, include_str, line,
            module_path, option_env, stringify,
        };
    }
    pub mod rust_2015 {
        pub use super::v1::*;
    }
    pub mod rust_2018 {
        pub use super::v1::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use crate::convert::{TryFrom, TryInto};
        pub use crate::iter::FromIterator;
    }
    pub mod rust_2024 {
        pub use super::rust_2021::*;
        pub use crate::future::{Future, IntoFuture};
    }
}
#[prelude_import]
#[allow(unused)]
use prelude::rust_2024::*;

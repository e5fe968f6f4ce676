//! Signatures of the parts of `alloc` that types in a notebook are made of. See ../../../README.md.
#![feature(lang_items)]
#![no_std]

pub mod alloc {
    #[lang = "global_alloc_ty"]
    pub struct Global;
    pub struct Layout(());
}

pub mod boxed {
    use core::ops::*;
    #[lang = "owned_box"]
    #[fundamental]
    pub struct Box<T: ?Sized, A = crate::alloc::Global>(*const T, A);
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T>;
        pub fn pin(x: T) -> core::pin::Pin<Box<T>>;
    }
    impl<T: ?Sized> Box<T> {
        pub fn leak<'a>(b: Box<T>) -> &'a mut T;
        pub fn as_ref(&self) -> &T;
    }
    impl<T: ?Sized> Deref for Box<T> {
        type Target = T;
        fn deref(&self) -> &T;
    }
    impl<T: ?Sized> DerefMut for Box<T> {
        fn deref_mut(&mut self) -> &mut T;
    }
    impl<T: ?Sized + core::marker::Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
    impl<T: ?Sized> core::convert::AsRef<T> for Box<T> {
        fn as_ref(&self) -> &T;
    }
    impl<T: ?Sized> core::borrow::Borrow<T> for Box<T> {
        fn borrow(&self) -> &T;
    }
    impl<T: Clone> Clone for Box<T> {
        fn clone(&self) -> Self;
    }
    impl<T: Clone> Clone for Box<[T]> {
        fn clone(&self) -> Self;
    }
    impl Clone for Box<str> {
        fn clone(&self) -> Self;
    }
    impl<T: Default> Default for Box<T> {
        fn default() -> Self;
    }
    impl<T> From<T> for Box<T> {
        fn from(t: T) -> Self;
    }
    impl From<&str> for Box<str> {
        fn from(s: &str) -> Self;
    }
    impl<T> From<crate::vec::Vec<T>> for Box<[T]> {
        fn from(v: crate::vec::Vec<T>) -> Self;
    }
    impl<'a, E: core::error::Error + 'a> From<E> for Box<dyn core::error::Error + 'a> {
        fn from(err: E) -> Self;
    }
    impl<'a, E: core::error::Error + Send + Sync + 'a> From<E> for Box<dyn core::error::Error + Send + Sync + 'a> {
        fn from(err: E) -> Self;
    }
    impl<'a> From<&str> for Box<dyn core::error::Error + 'a> {
        fn from(err: &str) -> Self;
    }
    impl From<crate::string::String> for Box<dyn core::error::Error> {
        fn from(err: crate::string::String) -> Self;
    }
    impl From<crate::string::String> for Box<dyn core::error::Error + Send + Sync> {
        fn from(err: crate::string::String) -> Self;
    }
    impl<I: Iterator + ?Sized> Iterator for Box<I> {
        type Item = I::Item;
        fn next(&mut self) -> Option<I::Item>;
    }
    impl<Args: core::marker::Tuple, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> {
        type Output = <F as FnOnce<Args>>::Output;
        extern "rust-call" fn call_once(self, args: Args) -> Self::Output;
    }
    impl<Args: core::marker::Tuple, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> {
        extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output;
    }
    impl<Args: core::marker::Tuple, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> {
        extern "rust-call" fn call(&self, args: Args) -> Self::Output;
    }
    impl<T: ?Sized + core::fmt::Debug> core::fmt::Debug for Box<T> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl<T: ?Sized + core::fmt::Display> core::fmt::Display for Box<T> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
}

macro_rules! counted {
    ($name:ident) => {
        pub struct $name<T: ?Sized>(*const T);
        pub struct Weak<T: ?Sized>(*const T);
        impl<T> $name<T> {
            pub fn new(value: T) -> $name<T>;
            pub fn try_unwrap(this: Self) -> Result<T, Self>;
            pub fn into_inner(this: Self) -> Option<T>;
        }
        impl<T: ?Sized> $name<T> {
            pub fn strong_count(this: &Self) -> usize;
            pub fn ptr_eq(this: &Self, other: &Self) -> bool;
            pub fn get_mut(this: &mut Self) -> Option<&mut T>;
            pub fn downgrade(this: &Self) -> Weak<T>;
        }
        impl<T: Clone> $name<T> {
            pub fn make_mut(this: &mut Self) -> &mut T;
            pub fn unwrap_or_clone(this: Self) -> T;
        }
        impl<T: ?Sized> Weak<T> {
            pub fn upgrade(&self) -> Option<$name<T>>;
        }
        impl<T: ?Sized> Clone for $name<T> {
            fn clone(&self) -> Self;
        }
        impl<T: ?Sized> core::ops::Deref for $name<T> {
            type Target = T;
            fn deref(&self) -> &T;
        }
        impl<T: ?Sized + core::marker::Unsize<U>, U: ?Sized> core::ops::CoerceUnsized<$name<U>> for $name<T> {}
        impl<T: ?Sized> AsRef<T> for $name<T> {
            fn as_ref(&self) -> &T;
        }
        impl<T: Default> Default for $name<T> {
            fn default() -> Self;
        }
        impl<T> From<T> for $name<T> {
            fn from(t: T) -> Self;
        }
        impl From<&str> for $name<str> {
            fn from(t: &str) -> Self;
        }
        impl From<crate::string::String> for $name<str> {
            fn from(t: crate::string::String) -> Self;
        }
        impl<T> From<crate::vec::Vec<T>> for $name<[T]> {
            fn from(t: crate::vec::Vec<T>) -> Self;
        }
        impl<T> FromIterator<T> for $name<[T]> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self;
        }
        impl<T: ?Sized + PartialEq> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool;
        }
        impl<T: ?Sized + core::fmt::Debug> core::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
        }
        impl<T: ?Sized + core::fmt::Display> core::fmt::Display for $name<T> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
        }
    };
}
pub mod rc {
    counted!(Rc);
}
pub mod sync {
    counted!(Arc);
}

pub mod borrow {
    pub use core::borrow::{Borrow, BorrowMut};
    pub trait ToOwned {
        type Owned: Borrow<Self>;
        fn to_owned(&self) -> Self::Owned;
    }
    impl<T: Clone> ToOwned for T {
        type Owned = T;
        fn to_owned(&self) -> T;
    }
    impl ToOwned for str {
        type Owned = crate::string::String;
        fn to_owned(&self) -> crate::string::String;
    }
    impl<T: Clone> ToOwned for [T] {
        type Owned = crate::vec::Vec<T>;
        fn to_owned(&self) -> crate::vec::Vec<T>;
    }
    pub enum Cow<'a, B: ?Sized + ToOwned + 'a> {
        Borrowed(&'a B),
        Owned(<B as ToOwned>::Owned),
    }
    impl<B: ?Sized + ToOwned> Cow<'_, B> {
        pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned;
        pub fn into_owned(self) -> <B as ToOwned>::Owned;
    }
    impl<B: ?Sized + ToOwned> core::ops::Deref for Cow<'_, B> {
        type Target = B;
        fn deref(&self) -> &B;
    }
    impl<B: ?Sized + ToOwned> Clone for Cow<'_, B> {
        fn clone(&self) -> Self;
    }
    impl<T: ?Sized + ToOwned> AsRef<T> for Cow<'_, T> {
        fn as_ref(&self) -> &T;
    }
    impl<'a> From<&'a str> for Cow<'a, str> {
        fn from(s: &'a str) -> Self;
    }
    impl<'a> From<crate::string::String> for Cow<'a, str> {
        fn from(s: crate::string::String) -> Self;
    }
    impl core::fmt::Display for Cow<'_, str> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
}

pub mod string {
    use crate::borrow::Cow;
    use crate::boxed::Box;
    use crate::vec::Vec;
    #[lang = "String"]
    pub struct String {
        vec: Vec<u8>,
    }
    pub struct FromUtf8Error(());
    impl String {
        pub const fn new() -> String;
        pub fn with_capacity(capacity: usize) -> String;
        pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error>;
        pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str>;
        pub fn into_bytes(self) -> Vec<u8>;
        pub fn as_str(&self) -> &str;
        pub fn as_mut_str(&mut self) -> &mut str;
        pub fn push_str(&mut self, string: &str);
        pub fn capacity(&self) -> usize;
        pub fn reserve(&mut self, additional: usize);
        pub fn push(&mut self, ch: char);
        pub fn as_bytes(&self) -> &[u8];
        pub fn truncate(&mut self, new_len: usize);
        pub fn pop(&mut self) -> Option<char>;
        pub fn remove(&mut self, idx: usize) -> char;
        pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F);
        pub fn insert(&mut self, idx: usize, ch: char);
        pub fn insert_str(&mut self, idx: usize, string: &str);
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn split_off(&mut self, at: usize) -> String;
        pub fn clear(&mut self);
        pub fn into_boxed_str(self) -> Box<str>;
    }
    impl core::ops::Deref for String {
        type Target = str;
        fn deref(&self) -> &str;
    }
    impl core::ops::DerefMut for String {
        fn deref_mut(&mut self) -> &mut str;
    }
    impl Clone for String {
        fn clone(&self) -> Self;
    }
    impl Default for String {
        fn default() -> Self;
    }
    impl core::ops::Add<&str> for String {
        type Output = String;
        fn add(self, other: &str) -> String;
    }
    impl core::ops::AddAssign<&str> for String {
        fn add_assign(&mut self, other: &str);
    }
    impl<I: core::slice::SliceIndex<str>> core::ops::Index<I> for String {
        type Output = I::Output;
        fn index(&self, index: I) -> &I::Output;
    }
    macro_rules! from { ($($t:ty)*) => { $(impl From<$t> for String { fn from(s: $t) -> String; })* } }
    from! { &str &mut str &String char Box<str> Cow<'_, str> }
    impl From<String> for Vec<u8> {
        fn from(s: String) -> Vec<u8>;
    }
    impl From<String> for Box<str> {
        fn from(s: String) -> Box<str>;
    }
    macro_rules! collected { ($($t:ty)*) => { $(
        impl<'a> FromIterator<$t> for String { fn from_iter<I: IntoIterator<Item = $t>>(iter: I) -> String; }
        impl<'a> Extend<$t> for String { fn extend<I: IntoIterator<Item = $t>>(&mut self, iter: I); }
    )* } }
    collected! { char &'a char &'a str String Cow<'a, str> }
    macro_rules! equal { ($($a:ty, $b:ty;)*) => { $(impl PartialEq<$b> for $a { fn eq(&self, other: &$b) -> bool; })* } }
    equal! { String, String; String, str; String, &str; str, String; &str, String; }
    impl Eq for String {}
    impl PartialOrd for String {
        fn partial_cmp(&self, other: &String) -> Option<core::cmp::Ordering>;
    }
    impl Ord for String {
        fn cmp(&self, other: &String) -> core::cmp::Ordering;
    }
    impl core::hash::Hash for String {
        fn hash<H: core::hash::Hasher>(&self, hasher: &mut H);
    }
    impl core::str::FromStr for String {
        type Err = core::convert::Infallible;
        fn from_str(s: &str) -> Result<String, core::convert::Infallible>;
    }
    impl AsRef<str> for String {
        fn as_ref(&self) -> &str;
    }
    impl AsRef<[u8]> for String {
        fn as_ref(&self) -> &[u8];
    }
    impl core::borrow::Borrow<str> for String {
        fn borrow(&self) -> &str;
    }
    impl core::fmt::Write for String {
        fn write_str(&mut self, s: &str) -> core::fmt::Result;
    }
    impl core::fmt::Display for String {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::fmt::Debug for String {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::str::pattern::Pattern for &String {}
    pub trait ToString {
        fn to_string(&self) -> String;
    }
    impl<T: core::fmt::Display + ?Sized> ToString for T {
        fn to_string(&self) -> String;
    }
}

pub mod str {
    pub use core::str::*;
    use crate::string::String;
    impl str {
        #[rustc_allow_incoherent_impl]
        pub fn replace<P: core::str::pattern::Pattern>(&self, from: P, to: &str) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn replacen<P: core::str::pattern::Pattern>(&self, pat: P, to: &str, count: usize) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn to_lowercase(&self) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn to_uppercase(&self) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn to_ascii_lowercase(&self) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn to_ascii_uppercase(&self) -> String;
        #[rustc_allow_incoherent_impl]
        pub fn repeat(&self, n: usize) -> String;
    }
}

pub mod slice {
    pub use core::slice::*;
    use crate::string::String;
    use crate::vec::Vec;
    impl<T> [T] {
        #[rustc_allow_incoherent_impl]
        pub fn sort(&mut self);
        #[rustc_allow_incoherent_impl]
        pub fn sort_by<F: FnMut(&T, &T) -> core::cmp::Ordering>(&mut self, compare: F);
        #[rustc_allow_incoherent_impl]
        pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F);
        #[rustc_allow_incoherent_impl]
        pub fn to_vec(&self) -> Vec<T>;
        #[rustc_allow_incoherent_impl]
        pub fn into_vec(self: crate::boxed::Box<Self>) -> Vec<T>;
        #[rustc_allow_incoherent_impl]
        pub fn repeat(&self, n: usize) -> Vec<T>;
        #[rustc_allow_incoherent_impl]
        pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output
        where
            Self: Concat<Item>;
        #[rustc_allow_incoherent_impl]
        pub fn join<Separator>(&self, sep: Separator) -> <Self as Join<Separator>>::Output
        where
            Self: Join<Separator>;
    }
    pub trait Concat<Item: ?Sized> {
        type Output;
    }
    pub trait Join<Separator> {
        type Output;
    }
    impl<S: core::borrow::Borrow<str>> Concat<str> for [S] {
        type Output = String;
    }
    impl<T: Clone, V: core::borrow::Borrow<[T]>> Concat<T> for [V] {
        type Output = Vec<T>;
    }
    impl<S: core::borrow::Borrow<str>> Join<&str> for [S] {
        type Output = String;
    }
    impl<T: Clone, V: core::borrow::Borrow<[T]>> Join<&T> for [V] {
        type Output = Vec<T>;
    }
}

pub mod vec {
    use core::ops::*;
    use core::slice::SliceIndex;
    pub struct Vec<T, A = crate::alloc::Global>(*const T, A);
    impl<T> Vec<T> {
        pub const fn new() -> Vec<T>;
        pub fn with_capacity(capacity: usize) -> Vec<T>;
        pub fn capacity(&self) -> usize;
        pub fn reserve(&mut self, additional: usize);
        pub fn shrink_to_fit(&mut self);
        pub fn into_boxed_slice(self) -> crate::boxed::Box<[T]>;
        pub fn truncate(&mut self, len: usize);
        pub fn as_slice(&self) -> &[T];
        pub fn as_mut_slice(&mut self) -> &mut [T];
        pub fn swap_remove(&mut self, index: usize) -> T;
        pub fn insert(&mut self, index: usize, element: T);
        pub fn remove(&mut self, index: usize) -> T;
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
        pub fn dedup(&mut self);
        pub fn dedup_by_key<K, F: FnMut(&mut T) -> K>(&mut self, key: F);
        pub fn push(&mut self, value: T);
        pub fn pop(&mut self) -> Option<T>;
        pub fn append(&mut self, other: &mut Vec<T>);
        pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T>;
        pub fn clear(&mut self);
        pub fn len(&self) -> usize;
        pub fn is_empty(&self) -> bool;
        pub fn split_off(&mut self, at: usize) -> Vec<T>;
        pub fn resize(&mut self, new_len: usize, value: T);
        pub fn resize_with<F: FnMut() -> T>(&mut self, new_len: usize, f: F);
        pub fn extend_from_slice(&mut self, other: &[T]);
        pub fn leak<'a>(self) -> &'a mut [T];
    }
    pub fn from_elem<T: Clone>(elem: T, n: usize) -> Vec<T>;
    pub fn from_array<T, const N: usize>(elems: [T; N]) -> Vec<T>;
    impl<T> Deref for Vec<T> {
        type Target = [T];
        fn deref(&self) -> &[T];
    }
    impl<T> DerefMut for Vec<T> {
        fn deref_mut(&mut self) -> &mut [T];
    }
    impl<T: Clone> Clone for Vec<T> {
        fn clone(&self) -> Self;
    }
    impl<T> Default for Vec<T> {
        fn default() -> Self;
    }
    impl<T, I: SliceIndex<[T]>> Index<I> for Vec<T> {
        type Output = I::Output;
        fn index(&self, index: I) -> &I::Output;
    }
    impl<T, I: SliceIndex<[T]>> IndexMut<I> for Vec<T> {
        fn index_mut(&mut self, index: I) -> &mut I::Output;
    }
    impl<T> FromIterator<T> for Vec<T> {
        fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T>;
    }
    impl<T> Extend<T> for Vec<T> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I);
    }
    impl<'a, T: Copy + 'a> Extend<&'a T> for Vec<T> {
        fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I);
    }
    pub struct IntoIter<T, A = crate::alloc::Global>(*const T, A);
    pub struct Drain<'a, T: 'a>(&'a T);
    macro_rules! iterators { ($([$($g:tt)*] $t:ty;)*) => { $(
        impl<$($g)*> Iterator for $t { type Item = T; fn next(&mut self) -> Option<T>; }
        impl<$($g)*> DoubleEndedIterator for $t { fn next_back(&mut self) -> Option<T>; }
        impl<$($g)*> ExactSizeIterator for $t {}
    )* } }
    iterators! { [T] IntoIter<T>; ['a, T] Drain<'a, T>; }
    impl<T> IntoIterator for Vec<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
        fn into_iter(self) -> IntoIter<T>;
    }
    impl<'a, T> IntoIterator for &'a Vec<T> {
        type Item = &'a T;
        type IntoIter = core::slice::Iter<'a, T>;
        fn into_iter(self) -> core::slice::Iter<'a, T>;
    }
    impl<'a, T> IntoIterator for &'a mut Vec<T> {
        type Item = &'a mut T;
        type IntoIter = core::slice::IterMut<'a, T>;
        fn into_iter(self) -> core::slice::IterMut<'a, T>;
    }
    macro_rules! equal { ($($b:ty)*) => { $(impl<T: PartialEq<U>, U, const N: usize> PartialEq<$b> for Vec<T> { fn eq(&self, other: &$b) -> bool; })* } }
    equal! { [U; N] &[U; N] }
    impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for Vec<T> {
        fn eq(&self, other: &Vec<U>) -> bool;
    }
    impl<T: PartialEq<U>, U> PartialEq<[U]> for Vec<T> {
        fn eq(&self, other: &[U]) -> bool;
    }
    impl<T: PartialEq<U>, U> PartialEq<&[U]> for Vec<T> {
        fn eq(&self, other: &&[U]) -> bool;
    }
    impl<T: Eq> Eq for Vec<T> {}
    impl<T: PartialOrd> PartialOrd for Vec<T> {
        fn partial_cmp(&self, other: &Vec<T>) -> Option<core::cmp::Ordering>;
    }
    impl<T: Ord> Ord for Vec<T> {
        fn cmp(&self, other: &Vec<T>) -> core::cmp::Ordering;
    }
    impl<T: core::hash::Hash> core::hash::Hash for Vec<T> {
        fn hash<H: core::hash::Hasher>(&self, state: &mut H);
    }
    impl<T: core::fmt::Debug> core::fmt::Debug for Vec<T> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl<T> AsRef<[T]> for Vec<T> {
        fn as_ref(&self) -> &[T];
    }
    impl<T> AsRef<Vec<T>> for Vec<T> {
        fn as_ref(&self) -> &Vec<T>;
    }
    impl<T> AsMut<[T]> for Vec<T> {
        fn as_mut(&mut self) -> &mut [T];
    }
    impl<T> core::borrow::Borrow<[T]> for Vec<T> {
        fn borrow(&self) -> &[T];
    }
    impl<T: Clone> From<&[T]> for Vec<T> {
        fn from(s: &[T]) -> Vec<T>;
    }
    impl<T: Clone> From<&mut [T]> for Vec<T> {
        fn from(s: &mut [T]) -> Vec<T>;
    }
    impl<T, const N: usize> From<[T; N]> for Vec<T> {
        fn from(s: [T; N]) -> Vec<T>;
    }
    impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {
        fn from(s: &[T; N]) -> Vec<T>;
    }
    impl<T> From<crate::boxed::Box<[T]>> for Vec<T> {
        fn from(s: crate::boxed::Box<[T]>) -> Vec<T>;
    }
    impl From<&str> for Vec<u8> {
        fn from(s: &str) -> Vec<u8>;
    }
    impl<T, const N: usize> TryFrom<Vec<T>> for [T; N] {
        type Error = Vec<T>;
        fn try_from(vec: Vec<T>) -> Result<[T; N], Vec<T>>;
    }
}

pub mod fmt {
    pub use core::fmt::*;
    pub fn format(args: Arguments<'_>) -> crate::string::String;
}

pub mod collections {
    macro_rules! map {
        ($module:ident $Map:ident<K, V $(, $s:ident = $default:ty)?> $Set:ident [$($bound:tt)*]) => {
            pub mod $module {
                use core::borrow::Borrow;
                use core::ops::*;
                pub struct $Map<K, V $(, $s = $default)?>(K, V $(, $s)?);
                impl<K, V> $Map<K, V> {
                    pub fn new() -> $Map<K, V>;
                    pub fn with_capacity(capacity: usize) -> $Map<K, V>;
                }
                impl<K, V $(, $s)?> $Map<K, V $(, $s)?> {
                    pub fn len(&self) -> usize;
                    pub fn is_empty(&self) -> bool;
                    pub fn clear(&mut self);
                    pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> where K: Borrow<Q>;
                    pub fn get_mut<Q: ?Sized>(&mut self, k: &Q) -> Option<&mut V> where K: Borrow<Q>;
                    pub fn get_key_value<Q: ?Sized>(&self, k: &Q) -> Option<(&K, &V)> where K: Borrow<Q>;
                    pub fn contains_key<Q: ?Sized>(&self, k: &Q) -> bool where K: Borrow<Q>;
                    pub fn insert(&mut self, k: K, v: V) -> Option<V>;
                    pub fn remove<Q: ?Sized>(&mut self, k: &Q) -> Option<V> where K: Borrow<Q>;
                    pub fn remove_entry<Q: ?Sized>(&mut self, k: &Q) -> Option<(K, V)> where K: Borrow<Q>;
                    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F);
                    pub fn entry(&mut self, key: K) -> Entry<'_, K, V>;
                    pub fn iter(&self) -> Iter<'_, K, V>;
                    pub fn iter_mut(&mut self) -> IterMut<'_, K, V>;
                    pub fn keys(&self) -> Keys<'_, K, V>;
                    pub fn values(&self) -> Values<'_, K, V>;
                    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V>;
                    pub fn into_keys(self) -> IntoKeys<K, V>;
                    pub fn into_values(self) -> IntoValues<K, V>;
                    pub fn drain(&mut self) -> IntoIter<K, V>;
                    pub fn range<R: RangeBounds<K>>(&self, range: R) -> Iter<'_, K, V>;
                    pub fn first_key_value(&self) -> Option<(&K, &V)>;
                    pub fn last_key_value(&self) -> Option<(&K, &V)>;
                    pub fn pop_first(&mut self) -> Option<(K, V)>;
                    pub fn pop_last(&mut self) -> Option<(K, V)>;
                }
                pub enum Entry<'a, K: 'a, V: 'a> {
                    Vacant(&'a K),
                    Occupied(&'a V),
                }
                impl<'a, K, V> Entry<'a, K, V> {
                    pub fn or_insert(self, default: V) -> &'a mut V;
                    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V;
                    pub fn or_default(self) -> &'a mut V;
                    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self;
                    pub fn key(&self) -> &K;
                }
                pub struct Iter<'a, K: 'a, V: 'a>(&'a K, &'a V);
                pub struct IterMut<'a, K: 'a, V: 'a>(&'a K, &'a mut V);
                pub struct Keys<'a, K: 'a, V: 'a>(&'a K, &'a V);
                pub struct Values<'a, K: 'a, V: 'a>(&'a K, &'a V);
                pub struct ValuesMut<'a, K: 'a, V: 'a>(&'a K, &'a mut V);
                pub struct IntoIter<K, V>(K, V);
                pub struct IntoKeys<K, V>(K, V);
                pub struct IntoValues<K, V>(K, V);
                pub struct SetIter<'a, T: 'a>(&'a T);
                pub struct SetIntoIter<T>(T);
                impl<K, V> Default for $Map<K, V> { fn default() -> Self; }
                impl<K: Clone, V: Clone> Clone for $Map<K, V> { fn clone(&self) -> Self; }
                impl<K: PartialEq, V: PartialEq> PartialEq for $Map<K, V> { fn eq(&self, other: &Self) -> bool; }
                impl<K: core::fmt::Debug, V: core::fmt::Debug $(, $s)?> core::fmt::Debug for $Map<K, V $(, $s)?> {
                    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
                }
                impl<K, Q: ?Sized, V $(, $s)?> Index<&Q> for $Map<K, V $(, $s)?> where K: Borrow<Q> {
                    type Output = V;
                    fn index(&self, key: &Q) -> &V;
                }
                impl<K: $($bound)*, V $(, $s: Default)?> FromIterator<(K, V)> for $Map<K, V $(, $s)?> {
                    fn from_iter<T: IntoIterator<Item = (K, V)>>(iter: T) -> Self;
                }
                impl<K: $($bound)*, V $(, $s)?> Extend<(K, V)> for $Map<K, V $(, $s)?> {
                    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, iter: T);
                }
                impl<K: $($bound)*, V, const N: usize> From<[(K, V); N]> for $Map<K, V> {
                    fn from(arr: [(K, V); N]) -> Self;
                }
                impl<K, V $(, $s)?> IntoIterator for $Map<K, V $(, $s)?> {
                    type Item = (K, V);
                    type IntoIter = IntoIter<K, V>;
                    fn into_iter(self) -> IntoIter<K, V>;
                }
                impl<'a, K, V $(, $s)?> IntoIterator for &'a $Map<K, V $(, $s)?> {
                    type Item = (&'a K, &'a V);
                    type IntoIter = Iter<'a, K, V>;
                    fn into_iter(self) -> Iter<'a, K, V>;
                }
                impl<'a, K, V> Iterator for Iter<'a, K, V> { type Item = (&'a K, &'a V); fn next(&mut self) -> Option<(&'a K, &'a V)>; }
                impl<'a, K, V> DoubleEndedIterator for Iter<'a, K, V> { fn next_back(&mut self) -> Option<(&'a K, &'a V)>; }
                impl<'a, K, V> ExactSizeIterator for Iter<'a, K, V> {}
                impl<'a, K, V> Iterator for IterMut<'a, K, V> { type Item = (&'a K, &'a mut V); fn next(&mut self) -> Option<(&'a K, &'a mut V)>; }
                impl<'a, K, V> Iterator for Keys<'a, K, V> { type Item = &'a K; fn next(&mut self) -> Option<&'a K>; }
                impl<'a, K, V> DoubleEndedIterator for Keys<'a, K, V> { fn next_back(&mut self) -> Option<&'a K>; }
                impl<'a, K, V> ExactSizeIterator for Keys<'a, K, V> {}
                impl<'a, K, V> Iterator for Values<'a, K, V> { type Item = &'a V; fn next(&mut self) -> Option<&'a V>; }
                impl<'a, K, V> ExactSizeIterator for Values<'a, K, V> {}
                impl<'a, K, V> Iterator for ValuesMut<'a, K, V> { type Item = &'a mut V; fn next(&mut self) -> Option<&'a mut V>; }
                impl<K, V> Iterator for IntoIter<K, V> { type Item = (K, V); fn next(&mut self) -> Option<(K, V)>; }
                impl<K, V> Iterator for IntoKeys<K, V> { type Item = K; fn next(&mut self) -> Option<K>; }
                impl<K, V> Iterator for IntoValues<K, V> { type Item = V; fn next(&mut self) -> Option<V>; }

                pub struct $Set<T $(, $s = $default)?>(T $(, $s)?);
                impl<T> $Set<T> {
                    pub fn new() -> $Set<T>;
                    pub fn with_capacity(capacity: usize) -> $Set<T>;
                }
                impl<T $(, $s)?> $Set<T $(, $s)?> {
                    pub fn len(&self) -> usize;
                    pub fn is_empty(&self) -> bool;
                    pub fn clear(&mut self);
                    pub fn iter(&self) -> SetIter<'_, T>;
                    pub fn contains<Q: ?Sized>(&self, value: &Q) -> bool where T: Borrow<Q>;
                    pub fn get<Q: ?Sized>(&self, value: &Q) -> Option<&T> where T: Borrow<Q>;
                    pub fn insert(&mut self, value: T) -> bool;
                    pub fn remove<Q: ?Sized>(&mut self, value: &Q) -> bool where T: Borrow<Q>;
                    pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F);
                    pub fn union<'a>(&'a self, other: &'a Self) -> SetIter<'a, T>;
                    pub fn intersection<'a>(&'a self, other: &'a Self) -> SetIter<'a, T>;
                    pub fn difference<'a>(&'a self, other: &'a Self) -> SetIter<'a, T>;
                    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> SetIter<'a, T>;
                    pub fn is_subset(&self, other: &Self) -> bool;
                    pub fn is_superset(&self, other: &Self) -> bool;
                    pub fn is_disjoint(&self, other: &Self) -> bool;
                    pub fn first(&self) -> Option<&T>;
                    pub fn last(&self) -> Option<&T>;
                    pub fn pop_first(&mut self) -> Option<T>;
                    pub fn pop_last(&mut self) -> Option<T>;
                }
                impl<T> Default for $Set<T> { fn default() -> Self; }
                impl<T: Clone> Clone for $Set<T> { fn clone(&self) -> Self; }
                impl<T: PartialEq> PartialEq for $Set<T> { fn eq(&self, other: &Self) -> bool; }
                impl<T: core::fmt::Debug $(, $s)?> core::fmt::Debug for $Set<T $(, $s)?> {
                    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
                }
                impl<T: $($bound)* $(, $s: Default)?> FromIterator<T> for $Set<T $(, $s)?> {
                    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self;
                }
                impl<T: $($bound)* $(, $s)?> Extend<T> for $Set<T $(, $s)?> {
                    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I);
                }
                impl<T: $($bound)*, const N: usize> From<[T; N]> for $Set<T> {
                    fn from(arr: [T; N]) -> Self;
                }
                impl<T $(, $s)?> IntoIterator for $Set<T $(, $s)?> {
                    type Item = T;
                    type IntoIter = SetIntoIter<T>;
                    fn into_iter(self) -> SetIntoIter<T>;
                }
                impl<'a, T $(, $s)?> IntoIterator for &'a $Set<T $(, $s)?> {
                    type Item = &'a T;
                    type IntoIter = SetIter<'a, T>;
                    fn into_iter(self) -> SetIter<'a, T>;
                }
                impl<'a, T> Iterator for SetIter<'a, T> { type Item = &'a T; fn next(&mut self) -> Option<&'a T>; }
                impl<'a, T> DoubleEndedIterator for SetIter<'a, T> { fn next_back(&mut self) -> Option<&'a T>; }
                impl<'a, T> ExactSizeIterator for SetIter<'a, T> {}
                impl<T> Iterator for SetIntoIter<T> { type Item = T; fn next(&mut self) -> Option<T>; }
            }
        };
    }
    map!(btree_map BTreeMap<K, V> BTreeSet [Ord]);
    pub use btree_map::{BTreeMap, BTreeSet};
    /// Used by `std`, which has the hashed pair.
    #[doc(hidden)]
    pub struct RandomState(());
    map!(hash_map HashMap<K, V, S = crate::collections::RandomState> HashSet [Eq + core::hash::Hash]);

    pub mod vec_deque {
        pub struct VecDeque<T>(T);
        impl<T> VecDeque<T> {
            pub fn new() -> VecDeque<T>;
            pub fn len(&self) -> usize;
            pub fn is_empty(&self) -> bool;
            pub fn push_back(&mut self, value: T);
            pub fn push_front(&mut self, value: T);
            pub fn pop_back(&mut self) -> Option<T>;
            pub fn pop_front(&mut self) -> Option<T>;
            pub fn front(&self) -> Option<&T>;
            pub fn back(&self) -> Option<&T>;
            pub fn iter(&self) -> core::slice::Iter<'_, T>;
        }
        impl<T> FromIterator<T> for VecDeque<T> {
            fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self;
        }
        impl<T> IntoIterator for VecDeque<T> {
            type Item = T;
            type IntoIter = crate::vec::IntoIter<T>;
            fn into_iter(self) -> crate::vec::IntoIter<T>;
        }
    }
    pub mod binary_heap {
        pub struct BinaryHeap<T>(T);
        impl<T: Ord> BinaryHeap<T> {
            pub fn new() -> BinaryHeap<T>;
            pub fn push(&mut self, item: T);
            pub fn pop(&mut self) -> Option<T>;
            pub fn peek(&self) -> Option<&T>;
            pub fn len(&self) -> usize;
            pub fn into_sorted_vec(self) -> crate::vec::Vec<T>;
        }
    }
    pub use binary_heap::BinaryHeap;
    pub use vec_deque::VecDeque;
}

#[macro_export]
macro_rules! vec {
    () => { $crate::vec::Vec::new() };
    ($elem:expr; $n:expr) => { $crate::vec::from_elem($elem, $n) };
    ($($x:expr),+ $(,)?) => { $crate::vec::from_array([$($x),+]) };
}
#[macro_export]
macro_rules! format { ($($arg:tt)*) => { $crate::fmt::format($crate::__export::format_args!($($arg)*)) } }
#[doc(hidden)]
pub mod __export {
    pub use core::format_args;
}

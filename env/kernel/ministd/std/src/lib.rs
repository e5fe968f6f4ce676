//! Signatures of the parts of `std` that types in a notebook are made of. See ../../../README.md.
#![no_std]

extern crate alloc as alloc_crate;

pub use alloc_crate::{alloc, borrow, boxed, fmt, format, rc, slice, str, string, vec};
pub use core::{
    any, array, ascii, assert, assert_eq, assert_ne, cell, cfg, char, clone, cmp, column, compile_error, concat, convert, debug_assert,
    default, env, file, format_args, future, hint, include, include_bytes, include_str, iter, line, marker, matches, mem, module_path,
    ops, option, option_env, panic, pin, ptr, result, stringify, task, todo, unimplemented, unreachable, write, writeln, f32, f64, i8,
    i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize,
};

pub mod num {
    pub use core::num::*;
}

pub mod hash {
    pub use alloc_crate::collections::RandomState;
    pub use core::hash::*;
    pub struct DefaultHasher(());
    impl DefaultHasher {
        pub fn new() -> DefaultHasher;
    }
    impl Hasher for DefaultHasher {}
    impl BuildHasher for RandomState {
        type Hasher = DefaultHasher;
    }
}

pub mod collections {
    pub use alloc_crate::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque, binary_heap, btree_map, vec_deque};
    pub use alloc_crate::collections::hash_map::{self, HashMap, HashSet};
}

pub mod error {
    pub use core::error::Error;
    macro_rules! errors { ($($t:ty)*) => { $(impl Error for $t {})* } }
    errors! {
        crate::io::Error core::fmt::Error core::num::ParseIntError core::num::ParseFloatError core::num::TryFromIntError
        core::str::Utf8Error crate::env::VarError
    }
}

pub mod ffi {
    pub use core::ffi::*;
    pub struct OsStr([u8]);
    pub struct OsString(());
    impl OsStr {
        pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr;
        pub fn to_str(&self) -> Option<&str>;
        pub fn to_string_lossy(&self) -> alloc_crate::borrow::Cow<'_, str>;
        pub fn to_os_string(&self) -> OsString;
    }
    impl core::ops::Deref for OsString {
        type Target = OsStr;
        fn deref(&self) -> &OsStr;
    }
    impl Clone for OsString {
        fn clone(&self) -> Self;
    }
    impl AsRef<OsStr> for str {
        fn as_ref(&self) -> &OsStr;
    }
    impl AsRef<OsStr> for alloc_crate::string::String {
        fn as_ref(&self) -> &OsStr;
    }
    impl AsRef<OsStr> for OsStr {
        fn as_ref(&self) -> &OsStr;
    }
}

pub mod path {
    use crate::ffi::{OsStr, OsString};
    use crate::io;
    use alloc_crate::borrow::Cow;
    use alloc_crate::string::String;
    pub struct Path([u8]);
    pub struct PathBuf(());
    pub struct Display<'a>(&'a Path);
    pub struct StripPrefixError(());
    impl Path {
        pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path;
        pub fn to_str(&self) -> Option<&str>;
        pub fn to_string_lossy(&self) -> Cow<'_, str>;
        pub fn to_path_buf(&self) -> PathBuf;
        pub fn is_absolute(&self) -> bool;
        pub fn parent(&self) -> Option<&Path>;
        pub fn file_name(&self) -> Option<&OsStr>;
        pub fn file_stem(&self) -> Option<&OsStr>;
        pub fn extension(&self) -> Option<&OsStr>;
        pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError>;
        pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool;
        pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool;
        pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf;
        pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf;
        pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf;
        pub fn display(&self) -> Display<'_>;
        pub fn canonicalize(&self) -> io::Result<PathBuf>;
        pub fn read_dir(&self) -> io::Result<crate::fs::ReadDir>;
        pub fn exists(&self) -> bool;
        pub fn is_file(&self) -> bool;
        pub fn is_dir(&self) -> bool;
    }
    impl PathBuf {
        pub fn new() -> PathBuf;
        pub fn as_path(&self) -> &Path;
        pub fn push<P: AsRef<Path>>(&mut self, path: P);
        pub fn pop(&mut self) -> bool;
        pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool;
    }
    impl core::ops::Deref for PathBuf {
        type Target = Path;
        fn deref(&self) -> &Path;
    }
    impl Clone for PathBuf {
        fn clone(&self) -> Self;
    }
    impl core::fmt::Display for Display<'_> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::fmt::Debug for PathBuf {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::fmt::Debug for Path {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    macro_rules! paths { ($($t:ty)*) => { $(impl AsRef<Path> for $t { fn as_ref(&self) -> &Path; })* } }
    paths! { str String Path PathBuf OsStr OsString Cow<'_, OsStr> }
    impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {
        fn from(s: &T) -> PathBuf;
    }
    impl From<String> for PathBuf {
        fn from(s: String) -> PathBuf;
    }
    impl From<OsString> for PathBuf {
        fn from(s: OsString) -> PathBuf;
    }
    impl AsRef<OsStr> for Path {
        fn as_ref(&self) -> &OsStr;
    }
    impl AsRef<OsStr> for PathBuf {
        fn as_ref(&self) -> &OsStr;
    }
    impl core::borrow::Borrow<Path> for PathBuf {
        fn borrow(&self) -> &Path;
    }
    impl alloc_crate::borrow::ToOwned for Path {
        type Owned = PathBuf;
        fn to_owned(&self) -> PathBuf;
    }
    impl<P: AsRef<Path>> FromIterator<P> for PathBuf {
        fn from_iter<I: IntoIterator<Item = P>>(iter: I) -> PathBuf;
    }
}

pub mod io {
    use alloc_crate::string::String;
    use alloc_crate::vec::Vec;
    pub struct Error(());
    pub type Result<T> = core::result::Result<T, Error>;
    pub enum ErrorKind {
        NotFound,
        PermissionDenied,
        AlreadyExists,
        InvalidInput,
        InvalidData,
        TimedOut,
        WriteZero,
        Interrupted,
        UnexpectedEof,
        Other,
    }
    impl Error {
        pub fn new<E>(kind: ErrorKind, error: E) -> Error;
        pub fn other<E>(error: E) -> Error;
        pub fn kind(&self) -> ErrorKind;
    }
    impl core::fmt::Display for Error {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::fmt::Debug for Error {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    pub trait Read {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
        fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
        fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
    }
    pub trait Write {
        fn write(&mut self, buf: &[u8]) -> Result<usize>;
        fn flush(&mut self) -> Result<()>;
        fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
        fn write_fmt(&mut self, args: core::fmt::Arguments<'_>) -> Result<()> {}
    }
    pub enum SeekFrom {
        Start(u64),
        End(i64),
        Current(i64),
    }
    pub trait Seek {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    }
    pub trait BufRead: Read {
        fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn lines(self) -> Lines<Self>
        where
            Self: Sized,
        {
        }
    }
    pub struct Lines<B>(B);
    impl<B: BufRead> Iterator for Lines<B> {
        type Item = Result<String>;
        fn next(&mut self) -> Option<Result<String>>;
    }
    pub struct BufReader<R: ?Sized>(R);
    impl<R> BufReader<R> {
        pub fn new(inner: R) -> BufReader<R>;
    }
    impl<R: ?Sized + Read> Read for BufReader<R> {}
    impl<R: ?Sized + Read> BufRead for BufReader<R> {}
    pub struct BufWriter<W>(W);
    impl<W: Write> BufWriter<W> {
        pub fn new(inner: W) -> BufWriter<W>;
    }
    impl<W: Write> Write for BufWriter<W> {}
    pub struct Cursor<T>(T);
    impl<T> Cursor<T> {
        pub const fn new(inner: T) -> Cursor<T>;
        pub fn into_inner(self) -> T;
    }
    impl<T: AsRef<[u8]>> Read for Cursor<T> {}
    impl<T: AsRef<[u8]>> BufRead for Cursor<T> {}
    impl<T: AsRef<[u8]>> Seek for Cursor<T> {}
    impl Write for Vec<u8> {}
    pub struct Stdin(());
    pub struct Stdout(());
    pub struct Stderr(());
    impl Stdin {
        pub fn read_line(&self, buf: &mut String) -> Result<usize>;
    }
    impl Write for Stdout {}
    impl Write for Stderr {}
    pub fn stdin() -> Stdin;
    pub fn stdout() -> Stdout;
    pub fn stderr() -> Stderr;
    pub fn read_to_string<R: Read>(reader: R) -> Result<String>;
    pub fn _print(args: core::fmt::Arguments<'_>);
}

pub mod fs {
    use crate::io::Result;
    use crate::path::{Path, PathBuf};
    use alloc_crate::string::String;
    use alloc_crate::vec::Vec;
    pub struct File(());
    pub struct Metadata(());
    pub struct ReadDir(());
    pub struct DirEntry(());
    impl File {
        pub fn open<P: AsRef<Path>>(path: P) -> Result<File>;
        pub fn create<P: AsRef<Path>>(path: P) -> Result<File>;
        pub fn metadata(&self) -> Result<Metadata>;
    }
    impl crate::io::Read for File {}
    impl crate::io::Write for File {}
    impl crate::io::Seek for File {}
    impl Metadata {
        pub fn len(&self) -> u64;
        pub fn is_dir(&self) -> bool;
        pub fn is_file(&self) -> bool;
        pub fn modified(&self) -> Result<crate::time::SystemTime>;
    }
    impl DirEntry {
        pub fn path(&self) -> PathBuf;
        pub fn file_name(&self) -> crate::ffi::OsString;
        pub fn metadata(&self) -> Result<Metadata>;
    }
    impl Iterator for ReadDir {
        type Item = Result<DirEntry>;
        fn next(&mut self) -> Option<Result<DirEntry>>;
    }
    pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>>;
    pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String>;
    pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()>;
    pub fn remove_file<P: AsRef<Path>>(path: P) -> Result<()>;
    pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> Result<()>;
    pub fn metadata<P: AsRef<Path>>(path: P) -> Result<Metadata>;
    pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<()>;
    pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64>;
    pub fn canonicalize<P: AsRef<Path>>(path: P) -> Result<PathBuf>;
    pub fn create_dir<P: AsRef<Path>>(path: P) -> Result<()>;
    pub fn create_dir_all<P: AsRef<Path>>(path: P) -> Result<()>;
    pub fn read_dir<P: AsRef<Path>>(path: P) -> Result<ReadDir>;
    pub fn exists<P: AsRef<Path>>(path: P) -> Result<bool>;
}

pub mod env {
    use alloc_crate::string::String;
    pub enum VarError {
        NotPresent,
    }
    pub fn var<K: AsRef<crate::ffi::OsStr>>(key: K) -> Result<String, VarError>;
    pub fn var_os<K: AsRef<crate::ffi::OsStr>>(key: K) -> Option<crate::ffi::OsString>;
    pub unsafe fn set_var<K: AsRef<crate::ffi::OsStr>, V: AsRef<crate::ffi::OsStr>>(key: K, value: V);
    pub fn current_dir() -> crate::io::Result<crate::path::PathBuf>;
    pub fn temp_dir() -> crate::path::PathBuf;
    impl core::fmt::Display for VarError {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
    impl core::fmt::Debug for VarError {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result;
    }
}

pub mod time {
    pub use core::time::Duration;
    pub struct Instant(());
    pub struct SystemTime(());
    impl Instant {
        pub fn now() -> Instant;
        pub fn elapsed(&self) -> Duration;
        pub fn duration_since(&self, earlier: Instant) -> Duration;
    }
    impl Copy for Instant {}
    impl Clone for Instant {
        fn clone(&self) -> Self;
    }
    impl core::ops::Sub for Instant {
        type Output = Duration;
        fn sub(self, other: Instant) -> Duration;
    }
    impl core::ops::Add<Duration> for Instant {
        type Output = Instant;
        fn add(self, other: Duration) -> Instant;
    }
    impl SystemTime {
        pub fn now() -> SystemTime;
    }
}

pub mod thread {
    pub struct JoinHandle<T>(T);
    pub type Result<T> = core::result::Result<T, alloc_crate::boxed::Box<dyn core::any::Any + Send + 'static>>;
    impl<T> JoinHandle<T> {
        pub fn join(self) -> Result<T>;
        pub fn is_finished(&self) -> bool;
    }
    pub fn spawn<F: FnOnce() -> T + Send + 'static, T: Send + 'static>(f: F) -> JoinHandle<T>;
    pub fn sleep(dur: core::time::Duration);
    pub fn available_parallelism() -> crate::io::Result<core::num::NonZeroUsize>;
    pub struct LocalKey<T: 'static>(T);
}

pub mod sync {
    pub use alloc_crate::sync::{Arc, Weak};
    pub use core::sync::atomic;
    pub struct PoisonError<T>(T);
    pub type LockResult<T> = Result<T, PoisonError<T>>;
    macro_rules! guards { ($($name:ident)*) => { $(
        pub struct $name<'a, T: ?Sized + 'a>(&'a T);
        impl<T: ?Sized> core::ops::Deref for $name<'_, T> { type Target = T; fn deref(&self) -> &T; }
        impl<T: ?Sized> core::ops::DerefMut for $name<'_, T> { fn deref_mut(&mut self) -> &mut T; }
    )* } }
    guards! { MutexGuard RwLockReadGuard RwLockWriteGuard }
    pub struct Mutex<T: ?Sized>(T);
    impl<T> Mutex<T> {
        pub const fn new(t: T) -> Mutex<T>;
        pub fn into_inner(self) -> LockResult<T>;
    }
    impl<T: ?Sized> Mutex<T> {
        pub fn lock(&self) -> LockResult<MutexGuard<'_, T>>;
    }
    pub struct RwLock<T: ?Sized>(T);
    impl<T> RwLock<T> {
        pub const fn new(t: T) -> RwLock<T>;
    }
    impl<T: ?Sized> RwLock<T> {
        pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>>;
        pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>>;
    }
    pub struct OnceLock<T>(T);
    impl<T> OnceLock<T> {
        pub const fn new() -> OnceLock<T>;
        pub fn get(&self) -> Option<&T>;
        pub fn set(&self, value: T) -> Result<(), T>;
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T;
    }
    pub struct LazyLock<T, F = fn() -> T>(T, F);
    impl<T, F: FnOnce() -> T> LazyLock<T, F> {
        pub const fn new(f: F) -> LazyLock<T, F>;
    }
    impl<T, F: FnOnce() -> T> core::ops::Deref for LazyLock<T, F> {
        type Target = T;
        fn deref(&self) -> &T;
    }
    pub struct Once(());
    pub mod mpsc {
        pub struct Sender<T>(T);
        pub struct Receiver<T>(T);
        pub fn channel<T>() -> (Sender<T>, Receiver<T>);
        impl<T> Receiver<T> {
            pub fn recv(&self) -> Result<T, RecvError>;
        }
        pub struct RecvError;
    }
}

pub mod process {
    pub struct Command(());
    pub struct ExitStatus(());
    pub struct Output {
        pub status: ExitStatus,
        pub stdout: alloc_crate::vec::Vec<u8>,
        pub stderr: alloc_crate::vec::Vec<u8>,
    }
    impl Command {
        pub fn new<S: AsRef<crate::ffi::OsStr>>(program: S) -> Command;
        pub fn arg<S: AsRef<crate::ffi::OsStr>>(&mut self, arg: S) -> &mut Command;
        pub fn output(&mut self) -> crate::io::Result<Output>;
        pub fn status(&mut self) -> crate::io::Result<ExitStatus>;
    }
    impl ExitStatus {
        pub fn success(&self) -> bool;
        pub fn code(&self) -> Option<i32>;
    }
    pub fn exit(code: i32) -> !;
    pub fn abort() -> !;
    pub fn id() -> u32;
}

pub mod os {}
pub mod net {}
pub mod backtrace {}

#[macro_export]
macro_rules! print { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) } }
#[macro_export]
macro_rules! println { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) } }
#[macro_export]
macro_rules! eprint { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) } }
#[macro_export]
macro_rules! eprintln { ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) } }
#[macro_export]
macro_rules! dbg { ($val:expr $(,)?) => { $val } }
#[macro_export]
macro_rules! thread_local {
    ($($(#[$a:meta])* $vis:vis static $name:ident: $t:ty = $e:expr);* $(;)?) => { $($vis static $name: $crate::thread::LocalKey<$t> = loop {};)* };
}

pub mod prelude {
    pub mod v1 {
        pub use crate::{dbg, eprint, eprintln, format, print, println, thread_local, vec};
        pub use alloc_crate::borrow::ToOwned;
        pub use alloc_crate::boxed::Box;
        pub use alloc_crate::string::{String, ToString};
        pub use alloc_crate::vec::Vec;
        pub use core::prelude::v1::*;
    }
    pub mod rust_2015 {
        pub use super::v1::*;
        pub use core::prelude::rust_2015::*;
    }
    pub mod rust_2018 {
        pub use super::v1::*;
        pub use core::prelude::rust_2018::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use core::prelude::rust_2021::*;
    }
    pub mod rust_2024 {
        pub use super::v1::*;
        pub use core::prelude::rust_2024::*;
    }
}

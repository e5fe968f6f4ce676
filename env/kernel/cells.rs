//! Loaded into the process that runs the cells (LD_PRELOAD), and does this there before that process begins:
//!
//! - It hands evcxr's pipes to the kernel's front, at the socket that KERNEL_CELLS names, and takes the front's own
//!   descriptors for them. So the front sees what a cell prints as it is printed, and when a cell waits for input.
//! - It empties Rust's buffer of standard output every few milliseconds: `print!` without a newline appears at once.
//! - It loads the native libraries that KERNEL_AHEAD names, beside everything else: a kernel that is kept warm has them when the
//!   first cell asks for them. Where one cannot be loaded, the cell that needs it says why.
//!
//! In any other process (evcxr itself, what a cell starts) it does nothing. Linux only; rustc alone builds it.

use std::env;
use std::ffi::{CString, OsString, c_char, c_int, c_void};
use std::io::{self, IoSlice, IoSliceMut, Write};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::ffi::OsStringExt;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::thread;
use std::time::Duration;

const SOCKET: &str = "KERNEL_CELLS";
const AHEAD: &str = "KERNEL_AHEAD";
const STREAMS: usize = 3;

#[repr(C)]
struct Header {
    name: *mut u8,
    name_length: u32,
    parts: *mut u8,
    part_count: usize,
    control: *mut Descriptors,
    control_length: usize,
    flags: i32,
}

/// One control message that carries three descriptors.
#[repr(C)]
#[derive(Default)]
struct Descriptors {
    length: usize,
    level: i32,
    kind: i32,
    fds: [RawFd; STREAMS],
}

const SOL_SOCKET: i32 = 1;
const SCM_RIGHTS: i32 = 1;

unsafe extern "C" {
    fn sendmsg(socket: RawFd, message: *const Header, flags: i32) -> isize;
    fn recvmsg(socket: RawFd, message: *mut Header, flags: i32) -> isize;
    fn dup2(old: RawFd, new: RawFd) -> RawFd;
    fn close(fd: RawFd) -> i32;
}

#[link(name = "dl")]
unsafe extern "C" {
    fn dlopen(file: *const c_char, mode: c_int) -> *mut c_void;
}

const RTLD_LAZY: c_int = 1;

#[used]
#[unsafe(link_section = ".init_array")]
static BEGIN: extern "C" fn() = begin;

extern "C" fn begin() {
    let Some(name) = env::var_os(SOCKET) else { return };
    let ahead = env::var_os(AHEAD);
    if env::var_os("EVCXR_IS_RUNTIME").is_none() {
        return;
    }
    // Safety: no other thread runs before `main`. What a cell starts is none of our business.
    unsafe {
        env::remove_var("LD_PRELOAD");
        env::remove_var(SOCKET);
        env::remove_var(AHEAD);
    }
    if let Err(error) = exchange(name.as_encoded_bytes()) {
        eprintln!("the kernel's front does not answer ({error}): output comes line by line");
    }
    let _ = thread::Builder::new().name("flush".into()).spawn(flush);
    if let Some(files) = ahead {
        let _ = thread::Builder::new().name("ahead".into()).spawn(|| load(files));
    }
}

fn load(files: OsString) {
    for file in files.into_vec().split(|&byte| byte == b':').filter(|file| !file.is_empty()) {
        let Ok(file) = CString::new(file) else { continue };
        // Safety: what the library's own dependencies would load a little later. It stays loaded.
        unsafe { dlopen(file.as_ptr(), RTLD_LAZY) };
    }
}

fn flush() {
    loop {
        thread::sleep(Duration::from_millis(5));
        let _ = io::stdout().flush();
    }
}

fn exchange(name: &[u8]) -> io::Result<()> {
    let socket = UnixStream::connect_addr(&SocketAddr::from_abstract_name(name)?)?;
    let length = size_of::<usize>() + 2 * size_of::<i32>() + STREAMS * size_of::<RawFd>();
    let mut rights = Descriptors { length, level: SOL_SOCKET, kind: SCM_RIGHTS, fds: [0, 1, 2] };
    let mut byte = [0u8];
    let mut sent = [IoSlice::new(&byte)];
    let mut message = header(sent.as_mut_ptr().cast(), &mut rights);
    if unsafe { sendmsg(socket.as_raw_fd(), &message, 0) } != 1 {
        return Err(io::Error::last_os_error());
    }
    let mut got = [IoSliceMut::new(&mut byte)];
    rights.fds = [-1; STREAMS];
    message = header(got.as_mut_ptr().cast(), &mut rights);
    if unsafe { recvmsg(socket.as_raw_fd(), &mut message, 0) } != 1 || rights.fds.contains(&-1) {
        return Err(io::Error::last_os_error());
    }
    for (stream, fd) in rights.fds.into_iter().enumerate() {
        unsafe {
            dup2(fd, stream as RawFd);
            close(fd);
        }
    }
    Ok(())
}

fn header(parts: *mut u8, rights: &mut Descriptors) -> Header {
    let control_length = size_of::<Descriptors>();
    Header { name: std::ptr::null_mut(), name_length: 0, parts, part_count: 1, control: rights, control_length, flags: 0 }
}

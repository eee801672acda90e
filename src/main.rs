//! The program `daihoi`.

use std::process::ExitCode;

// Start-up builds much that is thrown away, once per worker thread; this allocator gives it back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    daihoi::cli::run()
}

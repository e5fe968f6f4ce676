//! Shell completions and manual pages of the command.

use crate::error::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::path::PathBuf;
use updown::files::IoContext;

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// Folder for NAME.1 and NAME-SUBCOMMAND.1, such as `~/.local/share/man/man1` [default: print the page]
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Prints the completions of the command `C`.
pub fn completions<C: CommandFactory>(args: &CompletionsArgs) -> Result<bool> {
    let mut command = C::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    println!("{}", String::from_utf8_lossy(&script).trim_end());
    Ok(true)
}

/// Prints the manual page of the command `C`, or writes the pages of all subcommands.
pub fn man<C: CommandFactory>(args: &ManArgs) -> Result<bool> {
    let command = C::command();
    match &args.out {
        None => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(command).render(&mut page);
            rendered.expect("a vector takes every byte");
            println!("{}", String::from_utf8_lossy(&page).trim_end());
        }
        Some(folder) => {
            std::fs::create_dir_all(folder).at("create", folder)?;
            clap_mangen::generate_to(command, folder).at("write", folder)?;
            println!("{}", folder.display());
        }
    }
    Ok(true)
}

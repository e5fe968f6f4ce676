//! `updown claims`: the table of the front page.

use crate::error::Result;
use updown::analysis::front_page;
use updown::workspace::Workspace;

/// Prints the paper's claims beside the frozen results, as Markdown.
pub fn claims() -> Result<bool> {
    print!("{}", front_page(&Workspace::discover())?);
    Ok(true)
}

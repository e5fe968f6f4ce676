//! A frame as a picture: a grammar of columns and layers.
//!
//! [`plot`] takes any frame. Methods say which columns make the axes, colours and facets, and which layers are drawn; their names
//! are those of seaborn, ggplot and Altair. Our own columns come with titles, units, colours and orders.
//!
//! ```
//! # use updown::prelude::*;
//! # let frame = df!("dose" => [0.0, 0.0, 1.0, 1.0], "answer" => [1.0, 2.0, 3.0, 5.0])?;
//! plot(&frame).x("dose").y("answer").points().mean().figure()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A frame goes through `scene`, which computes everything shown as plain numbers in the coordinates of the axes. From these
//! `still` makes a figure of the drawing engine, `live` a Vega-Lite specification and `saved` a self-contained page, so all show
//! the same numbers.

pub(crate) mod axis;
mod boxes;
mod choice;
mod counts;
mod density;
mod error;
mod frame;
mod glance;
mod grammar;
mod heat;
mod layers;
pub(crate) mod levels;
mod live;
mod marks;
mod means;
mod null;
pub(crate) mod page;
pub(crate) mod palette;
pub(crate) mod records;
mod saved;
mod scene;
mod show;
mod still;
mod text;
mod tips;
mod trend;

pub(crate) use choice::{still_or_live, wants_live};
pub use error::PlotError;
pub use glance::glance;
pub use grammar::{Plot, plot};
pub(crate) use live::{dark_on_white, hex};

//! Whether a notebook receives the live part of a picture.

/// Whether a notebook receives the live part: as chosen, or as `UPDOWN_LIVE` in the environment says.
pub(crate) fn wants_live(said: Option<bool>) -> bool {
    said.unwrap_or_else(|| {
        let said = std::env::var("UPDOWN_LIVE").unwrap_or_default();
        !["0", "off", "no", "false"].contains(&said.as_str())
    })
}

/// The two methods for any type with a field `live: Option<bool>`.
macro_rules! still_or_live {
    () => {
        /// Leaves the live part out of a notebook, whatever `UPDOWN_LIVE` says.
        pub fn still(mut self) -> Self {
            self.live = Some(false);
            self
        }

        /// Shows the live part in a notebook, whatever `UPDOWN_LIVE` says.
        pub fn live(mut self) -> Self {
            self.live = Some(true);
            self
        }
    };
}
pub(crate) use still_or_live;

"""“Event today”: staff widen the limits for a day, where many people come in through one network."""

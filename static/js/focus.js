// The summary of errors takes the focus, and so does a part that an htmx answer marks with data-focus.
import { bind } from "./bind.js";

bind("[data-focus]", (element) => element.focus({ preventScroll: false }));

// The page itself.
import "../src/main.js";

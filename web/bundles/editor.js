// The SPARQL page of `csgraph serve`.
import "../src/editor.js";

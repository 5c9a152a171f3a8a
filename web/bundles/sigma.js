// What draws a network too large for vis-network.
import Graph from "graphology";
import Sigma from "sigma";

globalThis.csgraphSigma = { Graph, Sigma };

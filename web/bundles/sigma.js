// What draws a network too large for vis-network.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";

globalThis.csgraphSigma = { Graph, Sigma, EdgeLineProgram, EdgeRectangleProgram };

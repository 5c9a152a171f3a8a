// The two classes that pyvis's page uses, under the global name it uses them by.
import { Network } from "vis-network/peer";
import { DataSet } from "vis-data/peer";

globalThis.vis = { Network, DataSet };

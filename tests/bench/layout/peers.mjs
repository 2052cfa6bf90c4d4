// SPDX-License-Identifier: GPL-3.0-or-later
// Lays out the graphs of a folder with dagre and elkjs, which stand in FOLDER/node_modules. For each NAME.json it writes NAME.dagre and
// NAME.elk: milliseconds, the centre of each node, and for each edge the number of its points and the points.
//   node peers.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, 'package.json'));
const dagre = require('@dagrejs/dagre');
const ELK = require('elkjs/lib/elk.bundled.js');

const nodeGap = 24;
const edgeGap = 12;
const layerGap = 56;

async function withDagre({ width, height, nodes, edges }) {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'TB', nodesep: nodeGap, edgesep: edgeGap, ranksep: layerGap });
    for (let i = 0; i < nodes; ++i)
        graph.setNode(String(i), { width, height });
    edges.forEach(([from, to], i) => graph.setEdge(String(from), String(to), {}, String(i)));
    const start = performance.now();
    dagre.layout(graph);
    const time = performance.now() - start;
    return {
        time,
        centres: Array.from({ length: nodes }, (_, i) => graph.node(String(i))),
        routes: edges.map(([from, to], i) => graph.edge(String(from), String(to), String(i)).points),
    };
}

async function withElk({ width, height, nodes, edges }) {
    const graph = {
        id: 'root',
        layoutOptions: {
            'elk.algorithm': 'layered',
            'elk.direction': 'DOWN',
            'elk.edgeRouting': 'POLYLINE',
            'elk.padding': '[top=0,left=0,bottom=0,right=0]',
            'elk.spacing.nodeNode': String(nodeGap),
            'elk.spacing.edgeNode': String(edgeGap),
            'elk.spacing.edgeEdge': String(edgeGap),
            'elk.layered.spacing.nodeNodeBetweenLayers': String(layerGap),
            'elk.layered.spacing.edgeNodeBetweenLayers': String(edgeGap),
            'elk.layered.spacing.edgeEdgeBetweenLayers': String(edgeGap),
        },
        children: Array.from({ length: nodes }, (_, i) => ({ id: `n${i}`, width, height })),
        edges: edges.map(([from, to], i) => ({ id: `e${i}`, sources: [`n${from}`], targets: [`n${to}`] })),
    };
    const elk = new ELK();
    const start = performance.now();
    const laidOut = await elk.layout(graph);
    const time = performance.now() - start;
    const edgeById = new Map(laidOut.edges.map(edge => [edge.id, edge]));
    return {
        time,
        centres: laidOut.children.map(node => ({ x: node.x + width / 2, y: node.y + height / 2 })),
        routes: edges.map((_, i) => {
            const [section] = edgeById.get(`e${i}`).sections;
            return [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
        }),
    };
}

function write(file, { time, centres, routes }) {
    const text = points => points.map(({ x, y }) => `${x} ${y}`).join(' ');
    writeFileSync(file, [time, text(centres), ...routes.map(points => `${points.length} ${text(points)}`)].join('\n') + '\n');
}

const names = readdirSync(folder).filter(name => name.endsWith('.json') && !name.startsWith('package'));
const graphs = names.map(name => ({ name: name.slice(0, -5), ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
graphs.sort((a, b) => a.nodes - b.nodes);   // so that the small ones warm up the compiler for the large ones
for (const [kind, layOut] of [['dagre', withDagre], ['elk', withElk]]) {
    for (const graph of graphs) {
        try {
            let best = await layOut(graph);
            for (let run = 1; run < 3 && graph.nodes <= 1000 && best.time < 2000; ++run) {
                const again = await layOut(graph);
                best = again.time < best.time ? again : best;
            }
            write(join(folder, `${graph.name}.${kind}`), best);
            console.error(`${kind} ${graph.name}: ${best.time.toFixed(1)} ms`);
        } catch (error) {
            console.error(`${kind} ${graph.name}: ${error}`);   // the comparison then goes without it
        }
    }
}

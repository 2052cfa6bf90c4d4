// SPDX-License-Identifier: GPL-3.0-or-later
// Lays out the graphs of a folder with dagre and elkjs, which stand in FOLDER/node_modules, and with dot. For each NAME.json it writes
// NAME.dagre, NAME.elkjs and NAME.graphviz: milliseconds, the centre of each node, and for each edge the number of its points and the
// points. The time is the lesser of what the clock and what the processor say, because other programs may be running. A program that is
// not done after so many seconds is stopped; its file then says "stopped" and the milliseconds it had. Files that are there stay.
//   node peers.mjs FOLDER SECONDS
import { execFileSync, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const folder = resolve(process.argv[2]);
const nodeGap = 24;
const edgeGap = 12;
const layerGap = 56;

/// Milliseconds and what `work` returned.
async function timed(work) {
    const start = performance.now();
    const used = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(used);
    return { time: Math.min(performance.now() - start, (user + system) / 1000), result };
}

async function withDagre({ width, height, nodes, edges }) {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'TB', nodesep: nodeGap, edgesep: edgeGap, ranksep: layerGap });
    for (let i = 0; i < nodes; ++i)
        graph.setNode(String(i), { width, height });
    edges.forEach(([from, to], i) => graph.setEdge(String(from), String(to), {}, String(i)));
    const { time } = await timed(() => dagre.layout(graph));
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
    const { time, result: laidOut } = await timed(() => elk.layout(graph));
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

/// The points of a Bézier curve as many short lines.
function flattened(curve) {
    const pieces = 8;
    const points = [curve[0]];
    for (let i = 0; i + 3 < curve.length; i += 3) {
        const [a, b, c, d] = curve.slice(i, i + 4);
        for (let step = 1; step <= pieces; ++step) {
            const t = step / pieces;
            const u = 1 - t;
            const at = axis => a[axis] * u ** 3 + 3 * b[axis] * u * u * t + 3 * c[axis] * u * t * t + d[axis] * t ** 3;
            points.push({ x: at('x'), y: at('y') });
        }
    }
    return points;
}

/// Reads the picture as SVG, because dot's other formats round large coordinates to five digits.
function readSvg(svg, { nodes, edges }) {
    const points = text => [...text.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    const centres = Array(nodes);
    for (const [, title, corners] of svg.matchAll(/class="node">\s*<title>(\d+)<\/title>\s*<polygon [^>]*points="([^"]*)"/g)) {
        const [a, , c] = points(corners);
        centres[Number(title)] = { x: (a.x + c.x) / 2, y: (a.y + c.y) / 2 };
    }
    const numberOf = new Map(edges.map(([from, to], i) => [`${from} ${to}`, i]));
    const routes = Array(edges.length);
    for (const [, from, to, path] of svg.matchAll(/class="edge">\s*<title>(\d+)&#45;&gt;(\d+)<\/title>\s*<path [^>]*d="([^"]*)"/g))
        routes[numberOf.get(`${from} ${to}`)] = flattened(points(path));
    return { centres, routes };
}

/// The time is that of a run less the writing and less a run with next to nothing to do.
async function withDot(graph, name) {
    const { width, height, nodes, edges } = graph;
    const inch = 72;
    const file = join(folder, `${name}.dot`);
    writeFileSync(file, [
        'digraph {',
        `graph [nodesep=${nodeGap / inch}, ranksep=${layerGap / inch}]`,
        `node [shape=box, fixedsize=true, label="", width=${width / inch}, height=${height / inch}]`,
        'edge [arrowhead=none]',
        ...Array.from({ length: nodes }, (_, i) => i),
        ...edges.map(([from, to]) => `${from} -> ${to}`),
        '}',
    ].join('\n'));
    // The shell says what the processor has spent on its children, dot itself how much of that on writing the picture.
    const run = from => {
        const start = performance.now();
        const said = execFileSync('bash', ['-c', 'export LC_ALL=C; TIMEFORMAT="processor %U %S"; { time dot -v -Tsvg -o "$0" "$1"; } 2>&1',
            `${from}.svg`, from], { maxBuffer: 1 << 28 }).toString();
        const [, user, system] = said.match(/^processor (\S+) (\S+)$/m);
        const writing = said.match(/^gvRenderJobs .*: (\S+) secs/m)[1];
        return Math.min(performance.now() - start, 1000 * (Number(user) + Number(system))) - 1000 * Number(writing);
    };
    const least = join(folder, 'least.dot');
    writeFileSync(least, 'digraph { 0 }');
    const starting = run(least);
    const whole = run(file);
    return { time: Math.max(0.01, whole - starting), ...readSvg(readFileSync(`${file}.svg`, 'utf8'), graph) };
}

async function bestOf(layOut, graph, name) {
    let best = await layOut(graph, name);
    for (let run = 1; run < 3 && graph.nodes <= 1000 && best.time < 2000; ++run) {
        const again = await layOut(graph, name);
        best = again.time < best.time ? again : best;
    }
    return best;
}

function read(name) {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

function write(file, { time, centres, routes }) {
    const text = points => points.map(({ x, y }) => `${x} ${y}`).join(' ');
    writeFileSync(file, [time, text(centres), ...routes.map(points => `${points.length} ${text(points)}`)].join('\n') + '\n');
}

/// Has a process of its own lay out one graph after another, so that it can be stopped.
class Runner {
    constructor(kind, patience) {
        this.kind = kind;
        this.patience = patience;
    }

    async run(name) {
        this.child ??= fork(fileURLToPath(import.meta.url), [folder, '--child', this.kind],
            { execArgv: ['--stack-size=7000'], detached: true });
        const start = this.used();
        return new Promise(done => {
            const end = said => {
                clearInterval(timer);
                this.child?.removeAllListeners();
                done(said);
            };
            const timer = setInterval(() => {
                const time = this.used() - start;
                if (time < this.patience)
                    return;
                this.stop();
                writeFileSync(join(folder, `${name}.${this.kind}`), `stopped ${time}\n`);
                end(`stopped after ${time} ms`);
            }, 1000);
            this.child.once('message', end);
            this.child.once('exit', () => {
                this.child = undefined;
                end('crashed');
            });
            this.child.send(name);
        });
    }

    /// Milliseconds of processor time of the child and of the dot it may have started: its session.
    used() {
        const seconds = execFileSync('ps', ['-o', 'times=', '-s', String(this.child.pid)]).toString().trim().split(/\s+/);
        return 1000 * seconds.reduce((sum, text) => sum + Number(text), 0);
    }

    stop() {
        this.child?.removeAllListeners();
        if (this.child)
            process.kill(-this.child.pid, 'SIGKILL');
        this.child = undefined;
    }
}

const programs = { graphviz: withDot, elkjs: withElk, dagre: withDagre };
let dagre, ELK;
if (process.argv[3] === '--child') {
    const kind = process.argv[4];
    const require = createRequire(join(folder, 'package.json'));
    if (kind === 'dagre')
        dagre = require('@dagrejs/dagre');
    if (kind === 'elkjs')
        ELK = require('elkjs/lib/elk.bundled.js');
    process.on('message', async name => {
        try {
            const best = await bestOf(programs[kind], read(name), name);
            write(join(folder, `${name}.${kind}`), best);
            process.send(`${best.time.toFixed(1)} ms`);
        } catch (error) {
            process.send(String(error));    // the comparison then goes without it
        }
    });
} else {
    const names = readdirSync(folder).filter(name => name.endsWith('.json') && !name.startsWith('package')).map(name => name.slice(0, -5));
    const sizeOf = new Map(names.map(name => [name, read(name).nodes]));
    names.sort((a, b) => sizeOf.get(a) - sizeOf.get(b));    // so that the small ones warm up the compiler for the large ones
    for (const kind of Object.keys(programs)) {
        const runner = new Runner(kind, 1000 * Number(process.argv[3]));
        for (const name of names) {
            if (!existsSync(join(folder, `${name}.${kind}`)))
                console.error(`${kind} ${name}: ${await runner.run(name)}`);
        }
        runner.stop();
    }
}

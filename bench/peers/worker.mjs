// Renders with one engine of npm. Orders come in as lines of JSON, the answers go out the same way:
// {"template", "data", "times", "out"} -> {"seconds": […], "processor", "peak_kib"}. One document to one file, in a
// process of its own: node worker.mjs ENGINE TEMPLATE DATA OUT

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const engines = {
  async carbone() {
    const { default: carbone } = await import("carbone");
    return (template, data) =>
      new Promise((done, failed) =>
        carbone.render(template, data, {}, (error, made) => (error ? failed(error) : done(made))),
      );
  },
  async docxtemplater() {
    const [{ default: Docxtemplater }, { default: PizZip }] = await Promise.all([
      import("docxtemplater"),
      import("pizzip"),
    ]);
    return (template, data) => {
      const document = new Docxtemplater(new PizZip(bytes(template)), {
        paragraphLoop: true,
        linebreaks: true,
      });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async "easy-template-x"() {
    const { TemplateHandler } = await import("easy-template-x");
    const handler = new TemplateHandler();
    return (template, data) => handler.process(bytes(template), data);
  },
  async "docx-templates"() {
    const { createReport } = await import("docx-templates");
    return (template, data) =>
      createReport({
        template: bytes(template),
        data,
        cmdDelimiter: ["{{", "}}"],
        processLineBreaksAsNewText: true,
      });
  },
};

const kept = new Map();
const once = (path, read) => kept.get(path) ?? kept.set(path, read(path)).get(path);
const bytes = (path) => once(path, readFileSync);
const parsed = (path) => once(path, (name) => JSON.parse(readFileSync(name, "utf8")));

const [name, template, data, out] = process.argv.slice(2);
const render = await engines[name]();

if (template) {
  writeFileSync(out, await render(template, parsed(data)));
  process.exit(0);
}
console.log(JSON.stringify({ ready: name }));
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  const seconds = [];
  let made;
  const before = process.cpuUsage();
  for (let turn = 0; turn < order.times; turn++) {
    const begin = process.hrtime.bigint();
    made = await render(order.template, parsed(order.data));
    seconds.push(Number(process.hrtime.bigint() - begin) / 1e9);
  }
  const used = process.cpuUsage(before);
  const processor = (used.user + used.system) / 1e6 / order.times;
  if (order.out) writeFileSync(order.out, made);
  // Not maxRSS, in which a process starts with what its parent had.
  const peak_kib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  console.log(JSON.stringify({ seconds, processor, peak_kib }));
}
process.exit(0);

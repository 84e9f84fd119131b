// document.json → out.docx with the npm package docx: native charts, merged tables, heading styles.
//     node peer.mjs DOCUMENT.json OUT.docx
import { readFileSync, writeFileSync } from "node:fs";
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalMergeType, WidthType } from "docx";
import { ChartRun } from "docx/charts";

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4, HeadingLevel.HEADING_5];
const lines = (text) => text.split("\n").map((line, i) => new TextRun({ text: line, break: i ? 1 : 0 }));

function chart(block) {
  const round = block.type === "pie" || block.type === "doughnut";
  const combined = block.type === "column-line";
  const options = {
    type: combined ? "column" : block.type,
    categories: block.categories,
    series: block.series.map((s) => {
      const series = { name: s.name, values: s.values };
      if (!round) series.axis = s.secondary ? "secondary" : "primary";
      if (combined) series.type = s.line ? "line" : "column";
      return series;
    }),
    dataLabels: round ? { category: true, percentage: true } : { value: true },
    altText: { name: "chart", description: block.alt },
  };
  if (block.stacked) options.stacking = "stacked";
  return new Paragraph({ children: [new ChartRun(options)] });
}

function table(block) {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: block.rows.map(
      (cells, r) =>
        new TableRow({
          tableHeader: r < block.header,
          children: cells.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.span,
                verticalMerge: cell.merge === "" ? undefined : cell.merge === "start" ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
                children: [new Paragraph({ children: lines(cell.text) })],
              }),
          ),
        }),
    ),
  });
}

const [input, output] = process.argv.slice(2);
const source = JSON.parse(readFileSync(input, "utf8"));
const children = source.blocks.map((block) => {
  if (block.kind === "heading") return new Paragraph({ heading: levels[block.level - 1], children: lines(block.text) });
  if (block.kind === "chart") return chart(block);
  if (block.kind === "table") return table(block);
  return new Paragraph({ children: lines(block.text) });
});
const document = new Document({
  title: source.title,
  styles: { default: { document: { run: { font: { ascii: "Times New Roman", eastAsia: "仿宋", hAnsi: "Times New Roman" }, size: 32 } } } },
  sections: [{ children }],
});
writeFileSync(output, await Packer.toBuffer(document));

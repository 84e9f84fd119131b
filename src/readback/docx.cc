#include "formats/zip.h"

#include "base/text.h"
#include "formats/xlsx_parts.h"
#include "readback/codes.h"
#include "readback/docx_body.h"
#include "readback/docx_chart.h"
#include "readback/read.h"

namespace zh::readback {

std::optional<Reading> read_docx(const std::string& path, const std::string& bytes, Diagnostics& faults) {
  std::string why;
  const auto zip = formats::ZipReader::open(bytes, &why);
  const auto damaged = [&](const std::string& reason) {
    faults.add(kDamaged, {}, {{"file", path}, {"format", ".docx"}, {"why", reason}});
    return std::nullopt;
  };
  if (!zip) return damaged(why);
  const auto read = [&](const std::string& part, formats::XmlHandler& handler) {
    const auto xml = zip->read(part, &why);
    if (xml && formats::parse_xml(*xml, handler, &why)) return true;
    return false;
  };
  formats::Relationships package;
  if (!read("_rels/.rels", package)) return damaged(why);
  std::string main = "word/document.xml";
  for (const auto& [id, target] : package.by_id)
    if (target.type == "officeDocument") main = target.path;
  formats::Relationships links;
  links.folder = formats::folder_of(main);
  read(formats::relationships_of(main), links);  // a document without relationships is one without styles

  Flow flow;
  flow.parts.push_back(main);
  DocxStyles styles;
  DocxLists lists;
  std::map<std::string, std::vector<FlowBlock>> footnotes, endnotes;
  DocxContext context{&styles, &lists, nullptr, nullptr, nullptr};
  for (const auto& [id, target] : links.by_id) {
    if (target.type == "styles")
      read(target.path, styles);
    else if (target.type == "numbering")
      read(target.path, lists);
  }
  for (const auto& [id, target] : links.by_id) {
    if (target.type != "footnotes" && target.type != "endnotes") continue;
    DocxBody notes(context, flow.parts.size());
    flow.parts.push_back(target.path);
    if (read(target.path, notes)) (target.type == "footnotes" ? footnotes : endnotes) = std::move(notes.notes);
  }
  context.footnotes = &footnotes;
  context.endnotes = &endnotes;
  context.chart = [&](const std::string& id) -> std::vector<FlowBlock> {
    const auto found = links.by_id.find(id);
    if (found == links.by_id.end() || found->second.type != "chart") return {};
    flow.parts.push_back(found->second.path);
    return read_docx_chart(*zip, found->second.path, flow.parts.size() - 1);
  };
  DocxBody body(context, 0);
  if (!read(main, body)) return damaged(main + ": " + why);
  flow.blocks = body.take();

  Reading reading;
  reading.path = path;
  reading.format = "docx";
  lay_out(flow, reading);
  if (reading.blocks.empty()) {
    faults.add(kNoText, {}, {{"file", path}});
    return std::nullopt;
  }
  return reading;
}

}  // namespace zh::readback

#include "readback/docx_build.h"

#include <algorithm>

#include "formats/xlsx_parts.h"
#include "formats/xml.h"
#include "formats/zip.h"
#include "readback/codes.h"

namespace zh::readback {
namespace {

using formats::attribute;

constexpr std::size_t kMostCharts = 2000;

/// The root of the custom part that holds the ledger: word processors keep such parts as they are.
class StampPart final : public formats::XmlHandler {
 public:
  explicit StampPart(DocxBuild& out) : out_(out) {}
  bool found = false;

  bool start(std::string_view name, const Attributes& attributes) override {
    // Parts of others are not read to their end.
    if (name != "ledger" || attribute(attributes, "build").empty()) return false;
    found = true;
    out_.program = attribute(attributes, "program");
    out_.build = attribute(attributes, "build");
    out_.inputs = attribute(attributes, "inputs");
    out_.digest = attribute(attributes, "digest");
    return false;
  }
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}

 private:
  DocxBuild& out_;
};

/// The charts of word/document.xml: relationship and name of the drawing.
class Drawings final : public formats::XmlHandler {
 public:
  std::vector<std::pair<std::string, std::string>> charts;

  bool start(std::string_view name, const Attributes& attributes) override {
    // A drawing's properties stand before its graphic, whatever their namespace is called.
    if (name == "wp:docPr" || name == "docPr") name_ = attribute(attributes, "name");
    if (name == "c:chart" && charts.size() < kMostCharts) charts.emplace_back(attribute(attributes, "r:id"), name_);
    return true;
  }
  bool end(std::string_view) override { return true; }
  void characters(std::string_view) override {}

 private:
  std::string name_;
};

}  // namespace

std::optional<DocxBuild> read_docx_build(const std::string& path, const std::string& bytes, Diagnostics& faults) {
  std::string why;
  const auto zip = formats::ZipReader::open(bytes, &why);
  const auto damaged = [&] {
    faults.add(kDamaged, {}, {{"file", path}, {"format", ".docx"}, {"why", why}});
    return std::nullopt;
  };
  if (!zip) return damaged();
  const auto read = [&](const std::string& part, formats::XmlHandler& handler) {
    const auto xml = zip->read(part, &why);
    return xml && formats::parse_xml(*xml, handler, &why);
  };
  formats::Relationships package;
  if (!read("_rels/.rels", package)) return damaged();
  std::string main = "word/document.xml";
  for (const auto& [id, target] : package.by_id)
    if (target.type == "officeDocument") main = target.path;
  formats::Relationships links;
  links.folder = formats::folder_of(main);
  read(formats::relationships_of(main), links);

  DocxBuild out;
  for (const auto& [id, target] : links.by_id) {
    if (target.type != "customXml" || !out.build.empty()) continue;
    StampPart stamp(out);
    read(target.path, stamp);
  }
  Drawings drawings;
  if (!read(main, drawings)) return damaged();
  for (const auto& [relationship, name] : drawings.charts) {
    const auto found = links.by_id.find(relationship);
    if (found == links.by_id.end() || found->second.type != "chart") continue;
    const std::string& part = found->second.path;
    if (std::any_of(out.charts.begin(), out.charts.end(), [&](const DocxChartData& c) { return c.part == part; })) continue;
    out.charts.push_back(read_docx_chart_data(*zip, part));
    out.charts.back().name = name;
  }
  return out;
}

}  // namespace zh::readback

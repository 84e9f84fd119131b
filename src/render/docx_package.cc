#include "render/docx_package.h"

#include "formats/zip.h"

namespace zh::render {

using formats::XmlWriter;

namespace {
/// Starting the compressor costs more than such a part could save.
constexpr std::size_t kNotWorthDeflating = 600;
}  // namespace

std::string Relationships::add(std::string_view type, std::string target) {
  std::string full(type);
  if (type.find(':') == std::string_view::npos) full.insert(0, rel::kOffice);
  items_.push_back({std::move(full), std::move(target)});
  return "rId" + std::to_string(items_.size());
}

std::string Relationships::xml() const {
  XmlWriter w;
  w.open("Relationships").attr("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
  for (std::size_t i = 0; i < items_.size(); ++i)
    w.leaf("Relationship", {{"Id", "rId" + std::to_string(i + 1)}, {"Type", items_[i].type}, {"Target", items_[i].target}});
  w.close();
  return w.take();
}

Package::Package() = default;
Package::~Package() = default;

void Package::add(std::string name, std::string bytes, std::string content_type) {
  parts_.push_back({std::move(name), std::move(bytes), std::move(content_type)});
}

void Package::relate(const std::string& of, const Relationships& relationships) {
  const std::size_t slash = of.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : of.substr(0, slash + 1);
  const std::string file = slash == std::string::npos ? of : of.substr(slash + 1);
  add(folder + "_rels/" + file + ".rels", relationships.xml());
}

std::string Package::finish(bool store_all) {
  XmlWriter types;
  types.open("Types").attr("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
  types.leaf("Default", {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  types.leaf("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  for (const Part& part : parts_) {
    if (part.name.size() > 5 && part.name.ends_with(".xlsx")) {
      types.leaf("Default",
                 {{"Extension", "xlsx"}, {"ContentType", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}});
      break;
    }
  }
  for (const Part& part : parts_)
    if (!part.content_type.empty()) types.leaf("Override", {{"PartName", "/" + part.name}, {"ContentType", part.content_type}});
  types.close();
  formats::ZipWriter zip;
  zip.add("[Content_Types].xml", types.take(), store_all);
  for (Part& part : parts_) {
    const bool store = store_all || part.bytes.size() < kNotWorthDeflating;
    zip.add(std::move(part.name), std::move(part.bytes), store);
  }
  return zip.finish();
}

void add_properties(Package& package, std::string_view title, std::string_view issuer, std::string_view language,
                    std::string_view program, std::string_view build) {
  XmlWriter core;
  core.open("cp:coreProperties")
      .attr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
      .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
      .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
      .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  core.element("dc:title", title).element("dc:creator", issuer);
  core.element("cp:keywords", "zhiheng-build:" + std::string(build));
  // A constant instead of the clock: same inputs, same bytes.
  for (const char* name : {"dcterms:created", "dcterms:modified"})
    core.open(name).attr("xsi:type", "dcterms:W3CDTF").text("2000-01-01T00:00:00Z").close();
  core.element("dc:language", language);
  core.close();
  XmlWriter app;
  app.open("Properties").attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  app.element("Application", program.substr(0, program.find(' ')));
  if (!issuer.empty()) app.element("Company", issuer);
  app.close();
  package.add("docProps/core.xml", core.take(), "application/vnd.openxmlformats-package.core-properties+xml");
  package.add("docProps/app.xml", app.take(), "application/vnd.openxmlformats-officedocument.extended-properties+xml");
}

void relate_root(Package& package, const std::string& main_part) {
  Relationships root;
  root.add("officeDocument", main_part);
  root.add("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml");
  root.add("extended-properties", "docProps/app.xml");
  package.relate("", root);
}

}  // namespace zh::render

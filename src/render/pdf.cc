#include <algorithm>

#include "render/codes.h"
#include "render/docx_anchors.h"
#include "render/pdf_destinations.h"
#include "render/render.h"

/// The PDF comes out of LibreOffice, which does not fill tables of contents in: each conversion tells on which pages the
/// bookmarks lie, the document is written again with those numbers, and so on until they hold.
namespace zh::render {
namespace {

constexpr int kMaxPasses = 3;
constexpr int kSeconds = 180;

/// Fonts of office machines by the free ones that are installed; 宋体 and 黑体 would both fall back to one sans-serif
/// otherwise.
constexpr const char* kFontAliases[][2] = {
    {"仿宋", "Noto Serif CJK SC"},
    {"仿宋_GB2312", "Noto Serif CJK SC"},
    {"FangSong", "Noto Serif CJK SC"},
    {"宋体", "Noto Serif CJK SC"},
    {"SimSun", "Noto Serif CJK SC"},
    {"小标宋", "Noto Serif CJK SC"},
    {"方正小标宋简体", "Noto Serif CJK SC"},
    {"方正小标宋_GBK", "Noto Serif CJK SC"},
    {"华文中宋", "Noto Serif CJK SC"},
    {"黑体", "Noto Sans CJK SC"},
    {"SimHei", "Noto Sans CJK SC"},
    {"微软雅黑", "Noto Sans CJK SC"},
    {"楷体", "AR PL UKai CN"},
    {"楷体_GB2312", "AR PL UKai CN"},
    {"KaiTi", "AR PL UKai CN"},
};

std::string fonts_conf() {
  std::string xml =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n"
      "<include ignore_missing=\"yes\">/etc/fonts/fonts.conf</include>\n";
  for (const auto& [name, ours] : kFontAliases) {
    // An installed font of that name comes first; ours stands in where there is none.
    xml += std::string("<match target=\"pattern\"><test qual=\"any\" name=\"family\"><string>") + name +
           "</string></test><edit name=\"family\" mode=\"append\" binding=\"strong\"><string>" + ours +
           "</string></edit></match>\n";
  }
  return xml + "</fontconfig>\n";
}

/// A converter with its own profile (two runs on one profile: the second silently produces nothing).
class Converter {
 public:
  Converter(World& world, std::string soffice, std::string folder)
      : world_(world), soffice_(std::move(soffice)), folder_(std::move(folder)) {}

  /// nullopt and `why` on failure. soffice returns 0 even then: only the output counts, under a name that no earlier pass used.
  std::optional<std::string> convert(const std::string& docx, int pass, std::string* why) {
    const std::string name = "report" + std::to_string(pass);
    if (!world_.write_all({{path(name + ".docx"), docx}, {path("fonts.conf"), fonts_conf()}}, why)) return std::nullopt;
    const std::string filter =
        "pdf:writer_pdf_Export:{\"ExportBookmarksToPDFDestination\":{\"type\":\"boolean\",\"value\":\"true\"},"
        "\"ExportNotes\":{\"type\":\"boolean\",\"value\":\"false\"},"
        "\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},"
        "\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"}}";
    const ProcessResult ran =
        world_.run({soffice_, "-env:UserInstallation=file://" + path("profile"), "--headless", "--norestore", "--nolockcheck",
                    "--convert-to", filter, "--outdir", folder_, path(name + ".docx")},
                   environment(), kSeconds);
    auto pdf = world_.read(path(name + ".pdf"));
    if (pdf && pdf->starts_with("%PDF")) return pdf;
    *why = !ran.started         ? ZH_N("soffice could not be started")
           : ran.timed_out      ? "no result after " + std::to_string(kSeconds) + " s"
           : ran.output.empty() ? "no output and no message (exit status " + std::to_string(ran.exit_status) + ")"
                                : ran.output.substr(0, 400);
    return std::nullopt;
  }

  /// What pdfinfo says of a pass; nullopt when it fails.
  std::optional<std::string> info(const std::string& pdfinfo, int pass, const char* option) {
    std::vector<std::string> command{pdfinfo};
    if (option) command.emplace_back(option);
    command.push_back(path("report" + std::to_string(pass) + ".pdf"));
    ProcessResult ran = world_.run(command, environment(), 60);
    if (!ran.started || ran.exit_status != 0) return std::nullopt;
    return std::move(ran.output);
  }

 private:
  std::string path(const std::string& name) const { return join_path(folder_, name); }

  /// Nothing of the user's settings: neither fonts nor language nor home folder change what comes out.
  /// Its temporary files lie in our folder, which is removed even if it is killed.
  std::map<std::string, std::string> environment() const {
    return {{"FONTCONFIG_FILE", path("fonts.conf")},
            {"HOME", folder_},
            {"LC_ALL", "C.UTF-8"},
            {"SAL_USE_VCLPLUGIN", "svp"},
            {"TMPDIR", folder_},
            {"PATH", "/usr/local/bin:/usr/bin:/bin"},
            {"TZ", "UTC"}};
  }

  World& world_;
  std::string soffice_, folder_;
};

/// The printed page of each anchor: counted from where the body begins.
Pages printed_pages(const document::Document& document, const std::map<std::string, int>& destinations) {
  const auto first = destinations.find(kBodyBookmark);
  const int before = first == destinations.end() ? 0 : first->second - 1;
  Pages pages;
  const DocxAnchors anchors(document);
  for (const DocxTarget& target : anchors.all()) {
    const auto found = destinations.find(target.toc_bookmark());
    if (found != destinations.end() && !target.key.empty()) pages.emplace(target.key, std::max(found->second - before, 1));
  }
  return pages;
}

}  // namespace

std::optional<Pdf> make_pdf(const document::Document& document, const report::Ledger& ledger, const Layout& layout,
                            const BuildStamp& stamp, const Pages& known, World& world, Diagnostics& faults) {
  std::string soffice = world.find_program("soffice");
  if (soffice.empty()) soffice = world.find_program("libreoffice");
  if (soffice.empty()) {
    faults.add(kNoLibreOffice, {});
    return std::nullopt;
  }
  const std::string pdfinfo = world.find_program("pdfinfo");
  if (pdfinfo.empty()) faults.add(kNoPdfInfo, {});
  const std::string folder = world.make_temporary_folder();
  if (folder.empty()) {
    faults.add(kPdfScratch, {}, {{"why", ZH_N("none is available")}});
    return std::nullopt;
  }
  Converter converter(world, soffice, folder);
  Pdf result;
  result.pages = known;
  for (int pass = 1; pass <= kMaxPasses; ++pass) {
    std::string why;
    auto pdf = converter.convert(write_docx(document, ledger, layout, stamp, result.pages), pass, &why);
    if (!pdf) {
      faults.add(kPdfFailed, {}, {{"why", why}});
      return std::nullopt;
    }
    result.bytes = std::move(*pdf);
    if (pdfinfo.empty()) return result;
    const auto destinations = converter.info(pdfinfo, pass, "-dests");
    const auto general = converter.info(pdfinfo, pass, nullptr);
    if (general) result.page_count = pdf_page_count(*general);
    if (!destinations) {
      faults.add(kPdfFailed, {}, {{"why", ZH_N("pdfinfo cannot read what LibreOffice wrote")}});
      return std::nullopt;
    }
    Pages pages = printed_pages(document, pdf_destinations(*destinations));
    if (pages == result.pages) return result;
    result.pages = std::move(pages);
  }
  faults.add(kPagesUnstable, {}, {{"passes", std::to_string(kMaxPasses)}});
  return result;
}

}  // namespace zh::render

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "readback/codes.h"
#include "readback/flow.h"
#include "readback/pdf_page.h"
#include "readback/read.h"

namespace zh::readback {
namespace {

/// Numbers of pdftotext have two decimals: hundredths of a point.
long hundredths(std::string_view text) {
  long whole = 0, part = 0;
  const std::size_t dot = std::min(text.find('.'), text.size());
  std::from_chars(text.data(), text.data() + dot, whole);
  if (dot + 1 < text.size()) {
    const std::string_view decimals = text.substr(dot + 1, 2);
    std::from_chars(decimals.data(), decimals.data() + decimals.size(), part);
    if (decimals.size() == 1) part *= 10;
  }
  return std::clamp(whole, -100000L, 100000L) * 100 + part;
}

/// level page paragraph block line word left top width height confidence text
std::vector<PdfPage> pages_of(std::string_view tsv) {
  std::vector<PdfPage> pages;
  std::size_t at = 0;
  while (at < tsv.size()) {
    std::size_t end = tsv.find('\n', at);
    if (end == std::string_view::npos) end = tsv.size();
    std::string_view line = tsv.substr(at, end - at);
    at = end + 1;
    std::string_view fields[12];
    std::size_t count = 0;
    for (; count < 12; ++count) {
      const std::size_t tab = count == 11 ? line.size() : std::min(line.find('\t'), line.size());
      fields[count] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    if (fields[0] == "1") {
      pages.emplace_back();
      pages.back().width = hundredths(fields[8]);
      pages.back().height = hundredths(fields[9]);
    } else if (fields[0] == "5" && !pages.empty() && !fields[11].empty()) {
      PdfWord word;
      word.left = hundredths(fields[6]);
      word.top = hundredths(fields[7]);
      word.right = word.left + hundredths(fields[8]);
      word.bottom = word.top + hundredths(fields[9]);
      word.text = to_u32(fields[11]);
      pages.back().words.push_back(std::move(word));
    }
  }
  return pages;
}

}  // namespace

std::optional<Reading> read_pdf(const std::string& path, const std::string& bytes, World& world, Diagnostics& faults) {
  const std::string program = world.find_program("pdftotext");
  const std::string folder = program.empty() ? std::string() : world.make_temporary_folder();
  if (folder.empty()) {
    faults.add(kNoProgram, {}, {{"file", path}, {"program", "pdftotext"}, {"package", "poppler-utils"}});
    return std::nullopt;
  }
  std::string why;
  const std::string copy = join_path(folder, "report.pdf"), made = join_path(folder, "report.tsv");
  if (!world.write_all({{copy, bytes}}, &why)) {
    faults.add(kUnreadable, {}, {{"file", path}, {"why", why}});
    return std::nullopt;
  }
  const ProcessResult ran =
      world.run({program, "-tsv", "-enc", "UTF-8", copy, made}, {{"HOME", folder}, {"LC_ALL", "C.UTF-8"}}, 60);
  if (ran.output.find("Incorrect password") != std::string::npos) {
    faults.add(kLocked, {}, {{"file", path}});
    return std::nullopt;
  }
  const auto tsv = world.read(made);
  if (!tsv || ran.timed_out || ran.exit_status != 0) {
    why = ran.timed_out        ? ZH_N("it did not come to an end")
          : ran.output.empty() ? ZH_N("it wrote nothing")
                               : ran.output.substr(0, ran.output.find('\n'));
    faults.add(kNotConverted, {}, {{"file", path}, {"program", "pdftotext"}, {"why", why}});
    return std::nullopt;
  }
  std::vector<PdfPage> pages = pages_of(*tsv);
  Reading reading;
  reading.path = path;
  reading.format = "pdf";
  lay_out(read_pages(pages), reading);
  if (reading.blocks.empty()) {
    faults.add(kNoText, {}, {{"file", path}});
    return std::nullopt;
  }
  return reading;
}

}  // namespace zh::readback

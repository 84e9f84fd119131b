#include "readback/codes.h"
#include "readback/read.h"

namespace zh::readback {

std::optional<Reading> read_through_office(const std::string& path, const std::string& bytes, const std::string& extension,
                                           World& world, Diagnostics& faults) {
  std::string soffice = world.find_program("soffice");
  if (soffice.empty()) soffice = world.find_program("libreoffice");
  const std::string folder = soffice.empty() ? std::string() : world.make_temporary_folder();
  if (folder.empty()) {
    faults.add(kNoProgram, {}, {{"file", path}, {"program", "LibreOffice"}, {"package", "libreoffice-writer"}});
    return std::nullopt;
  }
  std::string why;
  const std::string copy = join_path(folder, "report." + extension), made = join_path(folder, "out/report.docx");
  if (!world.write_all({{copy, bytes}}, &why)) {
    faults.add(kUnreadable, {}, {{"file", path}, {"why", why}});
    return std::nullopt;
  }
  // Its own profile: two runs on one profile disturb each other, and nothing of the user's settings comes in.
  const ProcessResult ran =
      world.run({soffice, "-env:UserInstallation=file://" + join_path(folder, "profile"), "--headless", "--norestore",
                 "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", join_path(folder, "out"), copy},
                {{"HOME", folder}, {"TMPDIR", folder}, {"LC_ALL", "C.UTF-8"}, {"SAL_USE_VCLPLUGIN", "svp"}}, 120);
  const auto docx = world.read(made);
  if (!docx) {
    why = ran.timed_out        ? ZH_N("it did not come to an end")
          : ran.output.empty() ? ZH_N("it wrote nothing")
                               : ran.output.substr(0, 200);
    faults.add(kNotConverted, {}, {{"file", path}, {"program", "LibreOffice"}, {"why", why}});
    return std::nullopt;
  }
  std::optional<Reading> reading = read_docx(path, *docx, faults);
  if (reading) {
    reading->format = extension;
    reading->sources.clear();  // they are places of the copy
  }
  return reading;
}

}  // namespace zh::readback

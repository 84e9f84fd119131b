#pragma once
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/world.h"
#include "readback/reading.h"

/// Any report that a person may send, by what it is and not by what it is called.
namespace zh::readback {

enum class Format { txt, md, docx, pdf, html, sheet, doc, unknown };

/// By the first bytes; the extension decides only between kinds of plain text.
Format recognise(const std::string& path, const std::string& bytes);

/// Reads a report. `world` is asked only for the programs that pdf (pdftotext) and old Word files (soffice) need. On failure
/// nullopt, and one clear reason is added to `faults`.
std::optional<Reading> read_document(const std::string& path, const std::string& bytes, World& world, Diagnostics& faults);

/// The readers of single formats; `path` is for messages.
std::optional<Reading> read_docx(const std::string& path, const std::string& bytes, Diagnostics& faults);
std::optional<Reading> read_html(const std::string& path, const std::string& bytes, Diagnostics& faults);
/// xlsx, ods and csv: every visible sheet, as its cells are shown.
std::optional<Reading> read_sheets(const std::string& path, const std::string& bytes, Diagnostics& faults);
std::optional<Reading> read_pdf(const std::string& path, const std::string& bytes, World& world, Diagnostics& faults);
/// .doc, .rtf, .odt, .wps: what LibreOffice makes of them.
std::optional<Reading> read_through_office(const std::string& path, const std::string& bytes, const std::string& extension,
                                           World& world, Diagnostics& faults);

}  // namespace zh::readback

#pragma once
#include "base/diagnostic.h"

namespace zh::render {

inline constexpr DiagnosticKind kPdfFailed{"E401", Severity::error,
                                           ZH_N("LibreOffice could not convert the document into a PDF: {why}"),
                                           ZH_N("open report.docx in LibreOffice to see what it says; a LibreOffice that hangs "
                                                "in the background may have to be ended first")};
inline constexpr DiagnosticKind kPdfScratch{"E402", Severity::error,
                                            ZH_N("the folder for temporary files of the PDF cannot be used: {why}"),
                                            ZH_N("free some space in the folder for temporary files (TMPDIR)")};
inline constexpr DiagnosticKind kTemplateUnreadable{
    "E403", Severity::error, ZH_N("the template {file} is no Word document: {why}"),
    ZH_N("save it in Word or WPS as .docx and name that file under [layout] template")};

inline constexpr DiagnosticKind kNoLibreOffice{
    "W401", Severity::warning, ZH_N("no PDF: LibreOffice (soffice) is not installed; everything else was built"),
    ZH_N("install it and build again: apt install libreoffice-writer fonts-noto-cjk fonts-arphic-ukai poppler-utils")};
inline constexpr DiagnosticKind kNoPdfInfo{
    "W402", Severity::warning, ZH_N("the page numbers of the table of contents could not be checked: pdfinfo is not installed"),
    ZH_N("install it and build again: apt install poppler-utils")};
inline constexpr DiagnosticKind kPagesUnstable{
    "W403", Severity::warning, ZH_N("the page numbers of the table of contents did not settle after {passes} conversions"),
    ZH_N("the numbers of the last conversion were kept; update the table of contents in Word before printing")};

}  // namespace zh::render

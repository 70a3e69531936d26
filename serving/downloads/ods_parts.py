"""The parts of an OpenDocument spreadsheet that are the same in every one: what it is made of, and how it looks."""

from __future__ import annotations

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"'
META_NAMES = (
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLE_NAMES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
TABLE_NAMES = (
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
)

MANIFEST = (
    HEAD
    + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    + 'manifest:version="1.3">'
    + f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta", "settings")
    )
    + "</manifest:manifest>"
)
META = (
    f"{HEAD}<office:document-meta {OFFICE} {META_NAMES}><office:meta>"
    "<dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>"
    "<meta:creation-date>{created}</meta:creation-date><dc:date>{created}</dc:date>"
    "<dc:language>{language}</dc:language></office:meta></office:document-meta>"
)
STYLES = (
    f"{HEAD}<office:document-styles {OFFICE} {STYLE_NAMES}><office:styles>"
    '<style:default-style style:family="table-cell">'
    '<style:text-properties fo:font-family="Arial" fo:font-size="10pt" fo:language="{language}" fo:country="GB"/>'
    "</style:default-style>"
    '<style:style style:name="Default" style:family="table-cell"/>'
    "</office:styles></office:document-styles>"
)
_VIEW_ITEM = '<config:config-item config:name="{}" config:type="{}">{}</config:config-item>'
# The first row of the data stays in view while the rest is scrolled; what is to be known stands in front.
SETTINGS = (
    f"{HEAD}<office:document-settings {OFFICE} "
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office">'
    '<office:settings><config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    + _VIEW_ITEM.format("ViewId", "string", "view1")
    + '<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name={data}>'
    + _VIEW_ITEM.format("VerticalSplitMode", "short", 2)
    + _VIEW_ITEM.format("VerticalSplitPosition", "int", 1)
    + _VIEW_ITEM.format("ActiveSplitRange", "short", 2)
    + _VIEW_ITEM.format("PositionTop", "int", 0)
    + _VIEW_ITEM.format("PositionBottom", "int", 1)
    + "</config:config-item-map-entry></config:config-item-map-named>"
    + '<config:config-item config:name="ActiveTable" config:type="string">{about}</config:config-item>'
    + "</config:config-item-map-entry></config:config-item-map-indexed>"
    "</config:config-item-set></office:settings></office:document-settings>"
)


def _cell_style(name: str, cell: str = "", text: str = "", more: str = "") -> str:
    """A look that cells can have, of the properties of a cell and of its text."""
    inside = f"<style:table-cell-properties {cell}/>" if cell else ""
    inside += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{more}>'
        f"{inside}</style:style>"
    )


_LOOKS = (
    '<style:style style:name="row" style:family="table-row">'
    '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    '<number:date-style style:name="iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>"
    + _cell_style("heading", text='fo:font-weight="bold" fo:font-size="16pt"')
    + _cell_style("name", cell='style:vertical-align="top"', text='fo:font-weight="bold"')
    + _cell_style("wrapped", cell='fo:wrap-option="wrap" style:vertical-align="top"')
    + _cell_style("column", cell='fo:border-bottom="0.5pt solid #000000"', text='fo:font-weight="bold"')
    + _cell_style("day", more=' style:data-style-name="iso"')
)
CONTENT = (
    f"{HEAD}<office:document-content {OFFICE} {STYLE_NAMES} {TABLE_NAMES}>"
    f"<office:automatic-styles>{{columns}}{_LOOKS}</office:automatic-styles>"
    "<office:body><office:spreadsheet>\n{sheets}"
    '<table:database-ranges><table:database-range table:name="data" table:target-range-address={target} '
    'table:display-filter-buttons="true"/></table:database-ranges>'
    "</office:spreadsheet></office:body></office:document-content>"
)

#!/bin/sh
# Makes the files in returned/ again. Usage, in this folder: ./make.sh TEMPORARY-FOLDER
# Wants LibreOffice, Python 3, Node and npm.
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && cd "$1"
mkdir -p returned
cp "$here"/06132013_2026-05-01.xlsx pack.xlsx
cp "$here"/fill.js .

# The answers with the words of the list.
python3 - "$here"/answers.csv > answers.tsv <<'PY'
import csv, sys
words = dict(CORRECTED="訂正済み", RIGHT="疑いなし", WORKING="調査中", LEFT="資格喪失", NOT_OURS="該当なし")
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    print(row["issue_id"], words[row["answer"]], row["reason"], row["answered_on"], row["answered_by"], sep="\t")
PY

# A macro of LibreOffice stands in the folder of its user, which the first start makes.
office() {
  soffice -env:UserInstallation="file://$PWD/profile" --headless --norestore "$@"
}
office --terminate_after_init
python3 - "$here"/fill.bas > profile/user/basic/Standard/Packs.xba <<'PY'
import sys, xml.sax.saxutils
print('<?xml version="1.0" encoding="UTF-8"?>')
print('<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">')
print('<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Packs" script:language="StarBasic">')
print(xml.sax.saxutils.escape(open(sys.argv[1], encoding="utf-8").read()) + "</script:module>")
PY
cat > profile/user/basic/Standard/script.xlb <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Packs"/>
</library:library>
XML
office "macro:///Standard.Packs.Main(\"$PWD\")"
# It adds the name of the sheet.
for text in returned/*-訂正一覧.csv; do
  mv "$text" "${text%-訂正一覧.csv}.csv"
done

npm install --no-save exceljs@4.4.0 xlsx@0.18.5
node fill.js .

cp returned/* "$here"/returned/

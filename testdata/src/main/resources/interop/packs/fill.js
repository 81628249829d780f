// Fills in a pack with ExcelJS and with SheetJS, and saves it.
const fs = require('fs');
const path = require('path');
const ExcelJS = require('exceljs');
const XLSX = require('xlsx');

const folder = process.argv[2];
const returned = (name) => path.join(folder, 'returned', name);
const answers = new Map(fs.readFileSync(path.join(folder, 'answers.tsv'), 'utf8').trimEnd().split('\n')
  .map((line) => line.split('\t')).map(([issue, ...cells], i) => [issue, {cells, i}]));
const english = {訂正済み: 'Corrected', 疑いなし: 'right', 調査中: 'WORKING', 資格喪失: 'left', 該当なし: 'Not ours'};
const wide = (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** The cells of an answer as people write them: days in every way, spaces around, digits of full width. */
function written({cells: [answer, reason, day, name], i}, inEnglish) {
  const [y, m, d] = day.split('-').map(Number);
  const days = [new Date(Date.UTC(y, m - 1, d)), wide(`${y}/${m}/${d}`), `R${y - 2018}.${m}.${d} `,
    `令和${wide(`${y - 2018}`)}年${wide(`${m}`)}月${wide(`${d}`)}日`, `${m}/${d}`, `　${day}`];
  return [inEnglish ? english[answer] : i % 2 ? `${answer}　` : ` ${answer} `, `${reason}  `, days[i % days.length], `${name} `];
}

async function exceljs(name, inEnglish) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path.join(folder, 'pack.xlsx'));
  const list = book.getWorksheet('訂正一覧');
  const headings = list.getRow(1).values;
  const [id, first] = [headings.indexOf('指摘番号'), headings.indexOf('回答')];
  list.eachRow((row) => {
    const answer = answers.get(row.getCell(id).value);
    if (answer) {
      written(answer, inEnglish).forEach((value, i) => {
        row.getCell(first + i).value = value;
        if (value instanceof Date) row.getCell(first + i).numFmt = 'yyyy/mm/dd';
      });
    }
  });
  await book.xlsx.writeFile(returned(name));
}

function sheetjs() {
  const book = XLSX.readFile(path.join(folder, 'pack.xlsx'));
  const list = book.Sheets['訂正一覧'];
  const rows = XLSX.utils.sheet_to_json(list, {header: 1});
  const [id, first] = [rows[0].indexOf('指摘番号'), rows[0].indexOf('回答')];
  rows.forEach((row, r) => {
    const answer = answers.get(row[id]);
    if (answer) XLSX.utils.sheet_add_aoa(list, [written(answer, false)], {origin: {r, c: first}, dateNF: 'yyyy/mm/dd', UTC: true});
  });
  XLSX.writeFile(book, returned('sheetjs.xlsx'));
  fs.writeFileSync(returned('sheetjs.csv'), '\ufeff' + XLSX.utils.sheet_to_csv(list, {UTC: true}));
}

exceljs('exceljs.xlsx', false).then(() => exceljs('exceljs-english.xlsx', true)).then(sheetjs);

(function () {
  'use strict';
  var words = document.body.dataset;
  function value(row, column) {
    var cell = row.cells[column];
    return cell ? cell.textContent.trim() : '';
  }
  function number(text) {
    var found = /^[^0-9+\-]*([+\-]?[0-9][0-9,]*(\.[0-9]+)?)/.exec(text);
    return found ? parseFloat(found[1].replace(/,/g, '')) : null;
  }
  function sort(table, column, ascending) {
    var body = table.tBodies[0];
    var rows = Array.prototype.map.call(body.rows, function (row, place) {
      var text = value(row, column);
      return { row: row, text: text, number: number(text), place: place };
    });
    var isNumber = table.tHead.rows[table.tHead.rows.length - 1].cells[column].dataset.sort !== 'text';
    rows.sort(function (a, b) {
      var order;
      if (isNumber) {
        if (a.number === null || b.number === null) {
          return (a.number === null) - (b.number === null) || a.place - b.place;
        }
        order = a.number - b.number;
      } else {
        order = a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
      }
      return (ascending ? order : -order) || a.place - b.place;
    });
    var all = document.createDocumentFragment();
    rows.forEach(function (entry) { all.appendChild(entry.row); });
    body.appendChild(all);
  }
  Array.prototype.forEach.call(document.querySelectorAll('table.sortable'), function (table) {
    var heads = table.tHead.rows[table.tHead.rows.length - 1].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener('click', function () {
        var first = head.dataset.sort === 'text' ? 'ascending' : 'descending';
        var other = first === 'ascending' ? 'descending' : 'ascending';
        var direction = head.getAttribute('aria-sort') === first ? other : first;
        Array.prototype.forEach.call(heads, function (each) { each.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', direction);
        sort(table, column, direction === 'ascending');
      });
    });
    if (table.tBodies[0].rows.length > 20) {
      var label = document.createElement('label');
      label.className = 'filter';
      label.appendChild(document.createTextNode(words.filter));
      var input = document.createElement('input');
      input.type = 'search';
      label.appendChild(input);
      var box = table.closest('.scroll') || table;
      box.parentNode.insertBefore(label, box);
      input.addEventListener('input', function () {
        var wanted = input.value.trim().toLowerCase();
        Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
          row.hidden = wanted !== '' && row.textContent.toLowerCase().indexOf(wanted) < 0;
        });
      });
    }
  });
})();

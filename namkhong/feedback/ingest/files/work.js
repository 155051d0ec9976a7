// Finds a number that makes the hash of this ballot begin with as many zero bits as the page asks for. The page can be
// sent before it is found, and without this file; the rating then only counts in the group without codes.
(function () {
  "use strict";
  var form = document.querySelector("form[data-bits]");
  if (!form) { return; }
  var bits = Number(form.getAttribute("data-bits")), ballot = form.elements.i.value, next = 0, K = [], H = [];
  function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
  for (var n = 2, found = 0; found < 64; n++) {
    var prime = true;
    for (var d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break; } }
    if (prime) {
      if (found < 8) { H[found] = fraction(Math.pow(n, 1 / 2)); }
      K[found++] = fraction(Math.pow(n, 1 / 3));
    }
  }
  function turn(x, by) { return (x >>> by) | (x << (32 - by)); }
  // The first 32 bits of the hash of up to 55 plain letters: one block.
  function head(text) {
    var w = [], i, s = H.slice(0);
    for (i = 0; i < 64; i++) { w[i] = 0; }
    for (i = 0; i < text.length; i++) { w[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8); }
    w[i >> 2] |= 128 << (24 - (i % 4) * 8);
    w[15] = text.length * 8;
    for (i = 16; i < 64; i++) {
      var a = w[i - 15], b = w[i - 2];
      w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] +
        (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    for (i = 0; i < 64; i++) {
      var e = s[4], f = s[0];
      var one = (s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + K[i] + w[i]) | 0;
      var two = ((turn(f, 2) ^ turn(f, 13) ^ turn(f, 22)) + ((f & s[1]) ^ (f & s[2]) ^ (s[1] & s[2]))) | 0;
      s = [(one + two) | 0, s[0], s[1], s[2], (s[3] + one) | 0, s[4], s[5], s[6]];
    }
    return (s[0] + H[0]) >>> 0;
  }
  function work() {
    for (var end = next + 500; next < end; next++) {
      if (head(ballot + "." + next) >>> (32 - bits) === 0) { form.elements.p.value = String(next); return; }
    }
    window.setTimeout(work, 0);
  }
  work();
}());

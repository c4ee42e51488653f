/* What is wrong with the registration, on the page: under the fields, and once the file was
   asked for all of it above, with a way to each. */
(function () {
  "use strict";

  const wenming = window.wenming = window.wenming || {};

  const MOST = 20; // more than a reader mends before asking again

  // form: the form; rows: the cards by the key of their role; facts: the page's
  wenming.makeRegisterFaults = function (form, rows, facts) {
    const summary = form.querySelector('[data-place="faults"]');
    const list = form.querySelector('[data-place="faults-list"]');

    function targetOf(fault) {
      return fault.name ? document.getElementById("field-" + fault.name) : rows[fault.role].targetOf(fault);
    }

    function describe(fault) {
      const role = facts.roles.filter(function (each) {
        return each.key === fault.role;
      })[0];
      return (fault.key ? role.label + "第" + (fault.place + 1) + "位：" : "") + fault.words;
    }

    function listFault(fault) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const target = targetOf(fault);
      link.className = "faults-link";
      link.href = "#" + target.id;
      link.textContent = describe(fault);
      link.addEventListener("click", function (event) {
        event.preventDefault();
        target.focus({ preventScroll: true });
        target.scrollIntoView({ block: "center" });
      });
      item.appendChild(link);
      list.appendChild(item);
    }

    function listFaults(faults) {
      list.textContent = "";
      faults.slice(0, MOST).forEach(listFault);
      if (faults.length > MOST) {
        const rest = document.createElement("li");
        rest.textContent = "另有" + (faults.length - MOST) + "处，改好上面的再看。";
        list.appendChild(rest);
      }
      summary.hidden = !faults.length;
    }

    function showField(name, fault) {
      const field = document.getElementById("field-" + name);
      const place = form.querySelector('[data-fault="' + name + '"]');
      place.textContent = fault ? fault.words : "";
      place.hidden = !fault;
      if (fault) {
        field.setAttribute("aria-invalid", "true");
      } else {
        field.removeAttribute("aria-invalid");
      }
    }

    // isAsked: the file was asked for.  Before that only what is plainly wrong is spoken of,
    // under its field.  Returns all that is wrong.
    function show(filled, isAsked) {
      const faults = wenming.judgeRegistration(filled, facts);
      ["unit", "day"].forEach(function (name) {
        showField(name, isAsked && faults.filter(function (each) {
          return each.name === name;
        })[0]);
      });
      facts.roles.forEach(function (role) {
        rows[role.key].showFaults(faults.filter(function (fault) {
          return fault.role === role.key;
        }), isAsked);
      });
      listFaults(isAsked ? faults : []);
      return faults;
    }

    return { show: show };
  };
})();

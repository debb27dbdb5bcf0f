// Copies the sentence beside a button. Where the clipboard may not be written to, the sentence is selected instead.
(function () {
    'use strict';

    const said = document.createElement('p');
    said.className = 'unseen';
    said.setAttribute('role', 'status');
    document.body.append(said);

    function tell(button, words, shown) {
        const label = button.firstChild;
        said.textContent = '';
        setTimeout(() => { said.textContent = words; }, 50);
        label.textContent = shown;
        setTimeout(() => { label.textContent = 'Copy'; }, 2500);
    }

    function select(element) {
        const range = document.createRange();
        range.selectNodeContents(element);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
    }

    document.addEventListener('click', async event => {
        const button = event.target.closest && event.target.closest('button.copy');
        if (!button) return;
        const sentence = button.parentElement.querySelector('.copied');
        try {
            await navigator.clipboard.writeText(sentence.textContent.trim());
            tell(button, 'Copied.', 'Copied');
        } catch (error) {
            select(sentence);
            tell(button, 'The sentence is selected: copy it with your keyboard or menu.', 'Selected');
        }
    });
})();

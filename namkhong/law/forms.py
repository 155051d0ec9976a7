"""What a reader of the pages of law may ask for."""

from django import forms


class AskForm(forms.Form):
    """A day and words to look for; both may be left empty."""

    ngay = forms.DateField(label="Có hiệu lực trong ngày", required=False)
    tim = forms.CharField(label="Tìm", required=False, max_length=100)

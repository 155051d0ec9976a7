"""What a reader of the pages of law may ask for."""

from django import forms


class AskForm(forms.Form):
    """A day, and words to look for."""

    ngay = forms.DateField(label="Có hiệu lực trong ngày")
    tim = forms.CharField(label="Tìm", required=False, max_length=100)

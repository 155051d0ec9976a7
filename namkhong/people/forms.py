"""Shapes of the administrator's requests."""

import re

from django import forms

from namkhong.people.states import PostKind
from namkhong.units.states import UnitKind

_USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{2,59}$")


class PersonForm(forms.Form):
    """A person with a post and a name to sign in with."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    kind = forms.ChoiceField(label="Nhiệm vụ", choices=PostKind.choices)
    title = forms.CharField(
        label="Chức vụ in dưới chữ ký", max_length=120, required=False, help_text="Ví dụ: Chủ tịch, Hiệu trưởng."
    )
    username = forms.CharField(
        label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, số, dấu chấm. Ví dụ: lan.nguyen"
    )

    def clean_username(self) -> str:
        """Lower case, no accents, no spaces."""
        username: str = self.cleaned_data["username"].strip().lower()
        if not _USERNAME.match(username):
            raise forms.ValidationError(
                "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, dài từ 3 ký tự. Ví dụ: lan.nguyen"
            )
        return username


class UnitForm(forms.Form):
    """A unit that answers to the administrator's unit."""

    name = forms.CharField(label="Tên đơn vị", max_length=250)
    short_name = forms.CharField(label="Tên viết tắt", max_length=120, required=False)
    kind = forms.ChoiceField(label="Loại đơn vị", choices=UnitKind.choices)
    place = forms.CharField(
        label="Địa danh ghi trên văn bản", max_length=100, required=False, help_text="Ví dụ: Tây Ninh"
    )
    notation = forms.CharField(
        label="Chữ viết tắt trong số, ký hiệu", max_length=30, required=False, help_text="Ví dụ: CĐCS, LĐLĐ"
    )

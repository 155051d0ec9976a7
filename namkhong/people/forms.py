"""Shapes of the administrator's requests."""

import re

from django import forms

from namkhong.people.states import OpeningReason, PersonalField, PostKind
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


class TransferForm(forms.Form):
    """A person moves to another unit from a day on."""

    to = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    since = forms.DateField(label="Làm việc tại đơn vị mới từ ngày")
    position = forms.CharField(label="Chức danh tại đơn vị mới", max_length=120, required=False)


class LeaveForm(forms.Form):
    """The last day on which a person works at the unit."""

    until = forms.DateField(
        label="Ngày làm việc cuối cùng", help_text="Ví dụ: ngày nghỉ hưu, ngày thôi việc ghi trong quyết định."
    )


class HeadForm(forms.Form):
    """Who is at the head of a unit from a day on; the choice comes from those who work there."""

    person = forms.ChoiceField(label="Người đứng đầu", help_text="Chọn trong những người đang làm việc tại đơn vị.")
    since = forms.DateField(label="Từ ngày", help_text="Người đang đứng đầu sẽ thôi từ hôm trước ngày này.")
    title = forms.CharField(
        label="Chức vụ in dưới chữ ký", max_length=120, required=False, help_text="Ví dụ: Chủ tịch, Hiệu trưởng."
    )


class PersonalForm(forms.Form):
    """What is kept under lock; what is left empty stays as it was."""

    identity = forms.CharField(label="Số định danh cá nhân", max_length=30, required=False, help_text="12 chữ số.")
    phone = forms.CharField(label="Số điện thoại", max_length=30, required=False)
    birth = forms.DateField(label="Ngày sinh", required=False)


class OpeningForm(forms.Form):
    """Which field is opened, and why."""

    field = forms.ChoiceField(choices=PersonalField.choices)
    reason = forms.ChoiceField(label="Lý do mở xem", choices=OpeningReason.choices)


class LookUpForm(forms.Form):
    """An exact number by which a person is looked up."""

    field = forms.ChoiceField(
        label="Tra theo", choices=[(each.value, each.label) for each in (PersonalField.IDENTITY, PersonalField.PHONE)]
    )
    value = forms.CharField(label="Số cần tra", max_length=30, help_text="Nhập đủ cả số; không tra được theo một phần.")

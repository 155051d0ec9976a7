"""Invented names for demonstration people and units."""

from random import Random

_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
_WOMEN_MIDDLE = ["Thị", "Ngọc", "Thu", "Thanh", "Kim", "Mỹ", "Hồng", "Bích", "Minh", "Phương"]
_MEN_MIDDLE = ["Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Công", "Xuân", "Anh", "Gia"]
_WOMEN = [
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Duyên",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Mai",
    "Nga",
    "Oanh",
    "Phượng",
    "Quyên",
    "Thảo",
    "Yến",
]
_MEN = [
    "Anh",
    "Bảo",
    "Cường",
    "Dũng",
    "Đạt",
    "Hải",
    "Hiếu",
    "Hùng",
    "Khánh",
    "Lâm",
    "Long",
    "Nam",
    "Phong",
    "Quân",
    "Sơn",
    "Tâm",
    "Thắng",
    "Trung",
    "Tuấn",
    "Việt",
]

PLACES = [
    "An Bình",
    "An Phú",
    "Bàu Sen",
    "Bình Lợi",
    "Bình Minh",
    "Cây Dầu",
    "Đông Hòa",
    "Đồng Tháp Nhỏ",
    "Hòa Hưng",
    "Hòa Lạc",
    "Hưng Thịnh",
    "Khánh Lộc",
    "Lạc Sơn",
    "Long Hưng",
    "Long Thuận",
    "Mỹ Hòa",
    "Ngọc Lâm",
    "Phú Cường",
    "Phú Xuân",
    "Quảng Lợi",
    "Sông Trầu",
    "Suối Nho",
    "Tân Hưng",
    "Tân Lập",
    "Tân Thạnh",
    "Thạnh Phú",
    "Thanh Bình",
    "Thanh Sơn",
    "Thiện Tân",
    "Trà Cú Nhỏ",
    "Trung Chánh",
    "Vĩnh Hòa",
    "Vĩnh Lộc",
    "Xuân Mai",
    "Xuân Thới",
    "Bưng Riềng",
    "Cầu Xáng",
    "Gò Nổi",
    "Giồng Luông",
    "Hàm Rồng Nhỏ",
    "Kênh Mới",
    "Láng Tròn",
    "Mương Đào",
    "Nhơn Hậu",
    "Ông Quế",
    "Phước Lý",
    "Rạch Ruộng",
    "Sóc Mới",
    "Tầm Vu Nhỏ",
    "Ụ Cây",
]


def woman(dice: Random) -> str:
    """An invented woman's name."""
    return f"{dice.choice(_SURNAMES)} {dice.choice(_WOMEN_MIDDLE)} {dice.choice(_WOMEN)}"


def man(dice: Random) -> str:
    """An invented man's name."""
    return f"{dice.choice(_SURNAMES)} {dice.choice(_MEN_MIDDLE)} {dice.choice(_MEN)}"


def somebody(dice: Random) -> str:
    """An invented name; six in ten are women, as in the public sector."""
    return woman(dice) if dice.random() < 0.6 else man(dice)

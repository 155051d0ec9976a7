"""A plan invented for the tests: no sentence of a real document, every part where an office puts it."""

PLAN = """UBND TỈNH AN BÌNH
SỞ MÔI TRƯỜNG SỐ
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số: 45/KH-SMTS
|
An Bình, ngày 07 tháng 3 năm 2024
|

KẾ HOẠCH
Giữ sạch trụ sở giai đoạn 2024 - 2027

Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND tỉnh về việc giữ sạch trụ sở;

Căn cứ Kế hoạch số 9/KH-BNV ngày 02 tháng 02 năm 2024 của Bộ Nội vụ về ban hành Hướng dẫn số 3/HD-BNV;

Sở Môi trường số ban hành kế hoạch như sau:

I. MỤC ĐÍCH

Để nơi làm việc sạch hơn.

II. MỤC TIÊU

1. Giai đoạn 1: từ năm 2024 đến năm 2025

- Ít nhất 60% phòng làm việc có người trực nhật.

2. Giai đoạn 2: từ năm 2026 - 2027 và các năm tiếp theo

- Mỗi năm giảm lượng giấy in từ 4% đến 6%.

- Cuối năm 2027 tổ chức tổng kết toàn bộ kế hoạch.

III. NỘI DUNG CUỘC VẬN ĐỘNG

1. Nội dung cuộc vận động gồm:

- Không vứt giấy bừa bãi;

- Không để đèn sáng khi ra về.

IV. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở

- Nhắc nhở các phòng.

- Tổng hợp, báo cáo UBND tỉnh trước ngày 25/12 hằng năm.

2. Đề nghị các đơn vị trực thuộc: Gửi báo cáo về Văn phòng Sở (qua bộ phận một cửa) chậm nhất ngày 10/12 hằng năm.

3. Kinh phí thực hiện: lấy từ nguồn chi thường xuyên.

Nơi nhận:
- UBND tỉnh (để b/c);
- Các đơn vị trực thuộc;
- Lưu: VT, HC.
|
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Trần Văn Thử
|
"""

# Sắp xếp đơn vị
nav-territory = Địa giới
territory-title = Hồ sơ chờ quyết định đơn vị nhận
territory-lead = { $count } hồ sơ của đơn vị đã chia tách chưa có đơn vị nhận. Ngày hẹn trả vẫn tính tiếp.
territory-old-unit = Đơn vị cũ
territory-all = Tất cả đơn vị cũ
territory-candidates = Có thể giao cho
territory-choose = Chọn đơn vị nhận cho các hồ sơ đã đánh dấu
territory-shown = { $shown } hồ sơ gấp nhất trong { $all }
territory-empty = Không có hồ sơ nào chờ quyết định.
territory-empty-next = Khi một đơn vị chia tách mà không quy tắc nào cho biết hồ sơ thuộc về đâu, hồ sơ sẽ nằm ở đây.
territory-ask = { $count ->
   *[other] Giao { $count } hồ sơ cho đơn vị nào?
 }
territory-to = Đơn vị nhận
territory-act = Văn bản căn cứ
territory-act-hint = Số và ký hiệu, ví dụ 15/QĐ-UBND
territory-reason = Vì sao giao cho đơn vị này
territory-unchanged = Mã hồ sơ, ngày hẹn trả và các bước đã làm giữ nguyên. Người nộp được báo đơn vị mới.
territory-do = Giao { $count } hồ sơ
territory-none-common = Các hồ sơ đã chọn không có chung đơn vị kế thừa. Hãy chọn hồ sơ của từng đơn vị cũ một.
territory-said = Đã giao { $count } hồ sơ cho { $unit }.

reorganise-elsewhere = Còn { $count } đơn vị tự bàn giao trên máy riêng khi máy đó kết nối.

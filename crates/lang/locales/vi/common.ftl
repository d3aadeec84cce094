# Words that every room shares.

app-name = Motcua
app-tagline = Một cửa cho xã, phường và đặc khu

yes = Có
no = Không
save = Lưu
cancel = Hủy
back = Quay lại
next = Tiếp tục
search = Tìm kiếm
confirm = Xác nhận
close = Đóng
edit = Sửa
print = In
download = Tải về
show = Xem
all = Tất cả
none = Không có
optional = không bắt buộc
required = bắt buộc
skip-to-content = Đến nội dung chính
home = Trang chủ
help = Trợ giúp

language = Ngôn ngữ
language-vi = Tiếng Việt
language-en = Tiếng Anh
language-fr = Tiếng Pháp

sign-in = Đăng nhập
sign-out = Đăng xuất

# Quantities of time
minutes-count = { $count } phút
hours-count = { $count } giờ
working-hours-count = { $count } giờ làm việc
days-count = { $count } ngày
working-days-count = { $count } ngày làm việc
months-count = { $count } tháng
years-count = { $count } năm
today = Hôm nay
yesterday = Hôm qua
tomorrow = Ngày mai

case-coded = Trường hợp { $code }
case-named = { $name } ({ $code })
channel = Hình thức nộp
channel-counter = Trực tiếp
channel-online = Trực tuyến
channel-post = Bưu chính

role-reception = Tiếp nhận
role-specialist = Chuyên viên
role-leader = Lãnh đạo
role-administrator = Quản trị đơn vị
role-province = Tỉnh
role-intermediary = Người nộp hộ

# Error pages: title, what happened, what to do
error-401-title = Cần đăng nhập
error-401-what = Trang này chỉ dành cho người đã đăng nhập, hoặc phiên làm việc của bạn đã hết hạn.
error-401-next = Hãy đăng nhập rồi mở lại trang.
error-403-title = Bạn không có quyền
error-403-what = Tài khoản của bạn không được giao quyền xem hoặc làm việc này.
error-403-next = Nếu bạn cần quyền này, hãy liên hệ quản trị đơn vị.
error-404-title = Không tìm thấy
error-404-what = Trang hoặc hồ sơ này không tồn tại, hoặc bạn không có quyền xem.
error-404-next = Hãy kiểm tra lại địa chỉ, hoặc tìm bằng mã hồ sơ.
error-409-title = Dữ liệu đã thay đổi
error-409-what = Người khác đã cập nhật trong lúc bạn đang làm. Chưa có gì bị ghi đè.
error-409-next = Hãy mở lại trang để xem bản mới nhất rồi làm tiếp.
error-elsewhere-title = Đơn vị này làm việc trên máy riêng
error-elsewhere-what = Hồ sơ, tài khoản và giờ làm việc của đơn vị này được ghi trên máy của đơn vị. Máy này chỉ giữ bản sao để xem, nên chưa có gì thay đổi.
error-elsewhere-next = Hãy làm việc này trên máy của đơn vị, hoặc liên hệ người của đơn vị đó. Nếu máy của đơn vị bị hỏng hoặc bị mất, quản trị cấp tỉnh xem mục Máy của đơn vị.
error-file-coming-title = Tệp đang trên đường về
error-file-coming-what = Tệp này được nộp ở máy khác và chưa về đủ qua đường truyền.
error-file-coming-next = Cứ làm tiếp các việc khác rồi mở lại sau; tệp tự về khi có đường truyền.
error-file-lost-title = Không còn tệp này
error-file-lost-what = Hồ sơ có ghi tệp này nhưng máy đã nhận nó không còn giữ tệp.
error-file-lost-next = Hãy hỏi đơn vị đã tiếp nhận hồ sơ để lấy bản giấy hoặc bản quét khác.
error-refused-title = Chưa làm được việc này
error-refused-what = Quy trình hoặc quy định chưa cho phép. Chưa có gì thay đổi.
error-refused-next = Quay lại trang trước, xem phần còn thiếu, hoặc chọn thao tác khác.
error-413-title = Tệp quá lớn
error-413-what = Nội dung bạn gửi vượt quá dung lượng cho phép.
error-413-next = Hãy lùi lại trang trước: phần đã ghi thường vẫn còn. Rồi chọn tệp nhỏ hơn, chụp lại ảnh nhẹ hơn, hoặc gửi làm nhiều lần.
error-415-title = Loại tệp không được nhận
error-415-what = Hệ thống không nhận loại tệp hoặc định dạng này.
error-415-next = Hãy chuyển sang PDF, JPEG hoặc PNG rồi gửi lại.
error-422-title = Thông tin chưa hợp lệ
error-422-what = Một số thông tin chưa điền hoặc điền chưa đúng, nên chưa có gì được lưu.
error-422-next = Hãy sửa lại rồi gửi lại.
error-429-title = Quá nhiều yêu cầu
error-429-what = Bạn đã gửi quá nhiều yêu cầu trong thời gian ngắn.
error-429-next = Hãy chờ một phút rồi thử lại.
error-500-title = Hệ thống gặp lỗi
error-500-what = Lỗi thuộc về hệ thống, không phải do bạn. Việc vừa làm có thể chưa được lưu.
error-500-next = Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị đơn vị kèm mã lỗi.
error-paper = Mẫu giấy của gói thủ tục có lỗi nên chưa in được; hồ sơ vẫn làm việc bình thường. Báo cho người viết gói: { $fault }
error-503-title = Tạm thời chưa phục vụ được
error-503-what = Máy chủ dữ liệu đang khởi động lại hoặc quá tải. Những gì đã lưu vẫn nguyên vẹn.
error-503-next = Hãy thử lại sau ít giây. Nếu quá năm phút vẫn vậy, hãy báo quản trị đơn vị.
error-507-title = Hết chỗ lưu trữ
error-507-what = Máy chủ đã hết dung lượng nên chưa lưu được việc vừa làm.
error-507-next = Hãy báo ngay cho quản trị đơn vị; dữ liệu đã lưu trước đó vẫn an toàn.
error-reference = Mã lỗi: { $reference }

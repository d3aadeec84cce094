# Tài khoản cán bộ và tài khoản của mình.

manage-people-sentence = { $open } tài khoản đang mở, { $closed } đã khóa
manage-all-units = Tất cả đơn vị trong tỉnh
manage-name = Họ tên
manage-name-hint = Họ trước tên sau, ví dụ Lường Thị Mai
manage-title = Chức vụ
manage-title-hint = Như trên biển tên, ví dụ Công chức tư pháp – hộ tịch
manage-login-hint = Chữ thường không dấu, số, dấu chấm, gạch ngang; ví dụ mai.lt
manage-roles = Vai trò
manage-state = Tình trạng
manage-open = Đang mở
manage-closed = Đã khóa
manage-none = Chưa có cán bộ nào
manage-none-next = Đơn vị này chưa có tài khoản nào.
manage-none-found = Không tìm thấy ai
manage-none-found-next = Hãy thử một phần của tên, hoặc chọn đơn vị khác.
manage-find = Tên người hoặc tên đăng nhập
manage-shown = Đang hiện { $shown } trong { $count } người. Hãy chọn đơn vị hoặc gõ tên để tìm người khác.
manage-open-account = Mở tài khoản
manage-account = Tài khoản
manage-save-roles = Lưu vai trò
manage-new-password = Cấp mật khẩu mới
manage-close = Khóa tài khoản
manage-reopen = Mở lại tài khoản
manage-stale = Tài khoản này vừa được người khác sửa. Dưới đây là vai trò hiện tại; hãy xem lại rồi lưu.
manage-said-roles = Đã lưu vai trò.
manage-said-closed = Đã khóa tài khoản. Người này không đăng nhập được nữa.
manage-said-reopened = Đã mở lại tài khoản.
manage-said-password = Đã đổi mật khẩu.

manage-close-ask = Khóa tài khoản này?
manage-close-warning = Người này bị đăng xuất ngay và không đăng nhập lại được. Hồ sơ đang giữ vẫn ở nguyên bước, người khác cùng vai trò làm tiếp được. Có thể mở lại sau.
manage-password-ask = Cấp mật khẩu mới cho người này?
manage-password-warning = Mật khẩu cũ hết hiệu lực và người này bị đăng xuất ngay.
manage-password-title = Mật khẩu mới
manage-password-once = Mật khẩu chỉ hiện một lần trên trang này. Hãy ghi lại và đưa tận tay.
manage-password-next = Hãy nhắc người nhận đổi mật khẩu ngay sau lần đăng nhập đầu tiên, ở mục Tài khoản.
manage-password-noted = Đã ghi lại

manage-own-wrong = Thông tin chưa đúng? Hãy báo quản trị đơn vị.
manage-password-old = Mật khẩu hiện tại
manage-password-new = Mật khẩu mới
manage-password-hint = Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất.
manage-password-again = Nhập lại mật khẩu mới
manage-password-change = Đổi mật khẩu
problem-title-missing = Hãy ghi chức vụ.
problem-password-again = Hai lần nhập mật khẩu mới không giống nhau.

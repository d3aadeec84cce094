# Quản trị máy của các đơn vị: điều không làm được, và vì sao
problem-node-name = Hãy đặt tên cho máy, để người khác nhận ra.
problem-node-unit = Hôm nay tỉnh không có đơn vị { $unit }. Hãy xem lại mã đơn vị.
problem-node-units = Hãy chọn từ 1 đến 20 đơn vị, mỗi đơn vị một lần.
problem-node-centre-unit = { $unit } là đơn vị của chính máy tỉnh, không giao cho máy khác được.
problem-node-home-elsewhere = { $unit } đang làm việc trên một máy riêng. Muốn thay máy đó, hãy chọn “thay máy”; hoặc đưa sổ về máy của tỉnh trước.
problem-node-invited = { $unit } đã có một lời mời còn mở. Hãy dùng lời mời đó, hoặc rút lại rồi mời lần nữa.
problem-node-not-centre = Đây không phải máy của tỉnh. Hãy làm việc này trên máy của tỉnh.
problem-node-other-key = Khóa node.key trong thư mục này không phải khóa của máy tỉnh đã ghi trong sổ. Hãy dùng đúng thư mục của máy tỉnh.
problem-node-not-enrolled = Máy này chưa đăng ký, nên chưa giao đơn vị cho nó được.
problem-node-revoked = Máy này đã bị thu hồi. Hãy mời một máy mới.
problem-node-centre = Đây là máy của tỉnh: không thu hồi và không giao đơn vị cho nó được.
problem-node-enrolled = Máy này đã đăng ký, không còn lời mời để rút. Muốn cắt máy này, hãy thu hồi.
problem-node-settled = Việc này đã có người xử lý. Hãy tải lại trang để xem ghi chú.
problem-node-note = Hãy ghi đã làm gì, ít nhất vài chữ.

-- random program 63
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(2)
  say("w1 2")
  sleep(0)
  say("w1 4")
  if not q:full() then q:put_nowait(5) end
  say("w1 7")
  sleep(1)
  say("w1 9")
  say("w1 10 end")
end
local function w2()
  if T.w6 then say("w2 cancels w6 " .. yn(T.w6:cancel())) end
  ev:clear()
  say("w2 13 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 barrier " .. br:wait())
  say("w3 17")
  sleep(1)
  say("w3 19")
  say("w3 20 end")
end
local function w4()
  say("w4 size " .. q:size())
  local function f23()
    say("w4.f23 24")
    do local ok, e = pcall(timeout, 2, function()
      if not q:empty() then say("w4.f23 took " .. q:get_nowait()) end
      sleep(0)
      say("w4.f23 28")
    end)
      if is(e, Timeout) then say("w4.f23 25 timeout") elseif not ok then error(e, 0) end end
    sleep(2)
    say("w4.f23 30")
    return "f23"
  end
  do local ok, e = pcall(function() say("w4 22 " .. wait_for(0, spawn("f23", f23))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 22 err " .. kind(e)) else error(e, 0) end end end
  say("w4 32")
  say("w4 33 end")
end
local function w5()
  say("w5 size " .. q:size())
  say("w5 36")
  do local ok, e = pcall(timeout, 3, function()
    do local _ <close> = sm:hold()
      say("w5 39 in")
      do local _ <close> = sm:hold()
        say("w5 41 in")
        say("w5 got " .. q:get())
      end
    end
  end)
    if is(e, Timeout) then say("w5 37 timeout") elseif not ok then error(e, 0) end end
  say("w5 43 end")
end
local function w6()
  sleep(1)
  say("w6 45")
  local function f47()
    say("w6.f47 48")
    sleep(1)
    say("w6.f47 50")
    local function f52()
      say("w6.f47.f52 53")
      if not q:empty() then say("w6.f47.f52 took " .. q:get_nowait()) end
      if T.w2 then say("w6.f47.f52 cancels w2 " .. yn(T.w2:cancel())) end
      say("w6.f47.f52 57")
      return "f52"
    end
    for _, x in ipairs(gather({ spawn("f52", f52) }, { return_errors = true })) do
      say("w6.f47 51 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(2)
    say("w6.f47 59")
    return "f47"
  end
  local function f60()
    say("w6.f60 61")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    ev:wait()
    say("w6.f60 64 ev")
    if T.w1 then say("w6.f60 cancels w1 " .. yn(T.w1:cancel())) end
    return "f60"
  end
  local function f66()
    say("w6.f66 67")
    sleep(2)
    say("w6.f66 69")
    sleep(1)
    say("w6.f66 71")
    return "f66"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f47", f47)
    tg:spawn("f60", f60)
    tg:spawn("f66", f66)
    sleep(2)
    say("w6 73")
  end)
    if is(e, ErrorGroup) then say("w6 46 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w6 75")
  ev:wait()
  say("w6 77 ev")
  say("w6 count " .. current():cancelling())
  say("w6 79 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(3)
sleep(1)
say('main cancels w5 ' .. yn(T.w5:cancel()))
sleep(30)
say('main ends')

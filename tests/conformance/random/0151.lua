-- random program 151
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    do local _ <close> = sm:hold()
      say("w1 4 in")
      ev:set()
      do local ok, e = pcall(function()
        sleep(3)
        say("w1 8")
        sleep(2)
        say("w1 10")
        ev:wait()
        say("w1 12 ev")
      end)
        if is(e, Cancelled) then say("w1 6 cancelled swallow")
        elseif not ok then error(e, 0) end end
      say("w1 got " .. q:get())
    end
    local function f15()
      say("w1.f15 16")
      ev:set()
      ev:clear()
      ev:wait()
      say("w1.f15 20 ev")
      return "f15"
    end
    local function f21()
      say("w1.f21 22")
      say("w1.f21 got " .. q:get())
      error("E24", 0)
    end
    do local dn, pn = wait({ spawn("f15", f15), spawn("f21", f21) }, { return_when = "first", timeout = 0 })
      say("w1 14 done " .. #dn .. " pending " .. #pn) end
  end
  local function f26()
    say("w1.f26 27")
    say("w1.f26 29")
    return "f26"
  end
  local function f30()
    say("w1.f30 31")
    q:put(32)
    say("w1.f30 33 put 32")
    local function f35()
      say("w1.f30.f35 36")
      say("w1.f30.f35 38")
      do local ok, e = pcall(function()
        sleep(2)
        say("w1.f30.f35 41")
      end)
        if is(e, Cancelled) then say("w1.f30.f35 39 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f43()
        say("w1.f30.f35.f43 44")
        if not q:full() then q:put_nowait(45) end
        sleep(3)
        say("w1.f30.f35.f43 47")
        if not q:empty() then say("w1.f30.f35.f43 took " .. q:get_nowait()) end
        error("E49", 0)
      end
      local function f50()
        say("w1.f30.f35.f50 51")
        ev:set()
        sleep(3)
        say("w1.f30.f35.f50 54")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f50"
      end
      local function f56()
        say("w1.f30.f35.f56 57")
        if T.w2 then say("w1.f30.f35.f56 cancels w2 " .. yn(T.w2:cancel())) end
        sleep(1)
        say("w1.f30.f35.f56 60")
        current():cancel()
        return "f56"
      end
      for _, x in ipairs(gather({ spawn("f43", f43), spawn("f50", f50), spawn("f56", f56) }, { return_errors = true })) do
        say("w1.f30.f35 42 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f35"
    end
    local function f62()
      say("w1.f30.f62 63")
      local function f65()
        say("w1.f30.f62.f65 66")
        if T.w6 then say("w1.f30.f62.f65 cancels w6 " .. yn(T.w6:cancel())) end
        say("w1.f30.f62.f65 69")
        say("w1.f30.f62.f65 got " .. q:get())
        return "f65"
      end
      do local ok, e = pcall(function() say("w1.f30.f62 64 got " .. table.concat({ gather { spawn("f65", f65) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f30.f62 64 err " .. kind(e)) else error(e, 0) end end end
      ev:set()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f62"
    end
    local function f73()
      say("w1.f30.f73 74")
      if T.w1 then say("w1.f30.f73 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      sleep(0)
      say("w1.f30.f73 77")
      if T.w4 then say("w1.f30.f73 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f73"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f35", f35)
      tg:spawn("f62", f62)
      tg:spawn("f73", f73)
      if T.w3 then say("w1.f30 cancels w3 " .. yn(T.w3:cancel())) end
      say("w1.f30 81")
    end)
      if is(e, ErrorGroup) then say("w1.f30 34 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f30"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f26", f26)
    tg:spawn("f30", f30)
    say("w1 83")
    say("w1 85")
    sleep(2)
    say("w1 87")
  end)
    if is(e, ErrorGroup) then say("w1 25 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w1 89 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 90 ok") elseif type(e) == "string" then say("w2 90 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  current():cancel()
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(94) end
  say("w2 95 end")
end
local function w3()
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(timeout, 0, function()
    say("w3 99")
  end)
    if is(e, Timeout) then say("w3 97 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w3 101")
  say("w3 103")
  sleep(0)
  say("w3 105")
  say("w3 106 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w4 barrier " .. br:wait())
  do local _ <close> = sm:hold()
    say("w4 110 in")
    local function f112()
      say("w4.f112 113")
      sleep(5)
      say("w4.f112 115")
      sleep(5)
      say("w4.f112 117")
      say("w4.f112 119")
      return "f112"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f112", f112)
      say("w4 121")
      if not q:empty() then say("w4 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w4 111 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  sleep(2)
  say("w4 124")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w4 126 end")
end
local function w5()
  ev:wait()
  say("w5 128 ev")
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  say("w5 130 end")
end
local function w6()
  local function f132()
    say("w6.f132 133")
    say("w6.f132 count " .. current():cancelling())
    do local _ <close> = sm:hold()
      say("w6.f132 136 in")
      if T.w1 then say("w6.f132 cancels w1 " .. yn(T.w1:cancel())) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end
    ev:set()
    return "f132"
  end
  local function f140()
    say("w6.f140 141")
    if not q:empty() then say("w6.f140 took " .. q:get_nowait()) end
    ev:set()
    return "f140"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f132", f132)
    tg:spawn("f140", f140)
    say("w6 got " .. q:get())
    q:put(145)
    say("w6 146 put 145")
  end)
    if is(e, ErrorGroup) then say("w6 131 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  if not q:full() then q:put_nowait(148) end
  say("w6 149 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
ev:set()
sleep(0)
sleep(5)
say('main ends')

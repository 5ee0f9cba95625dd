-- random program 178
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    sleep(3)
    say("w1 3")
  end
  if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = defer(function()
    sleep(1)
    say("w1 6 finally")
  end)
    local function f8()
      say("w1.f8 9")
      ev:set()
      sleep(1)
      say("w1.f8 12")
      return "f8"
    end
    local function f13()
      say("w1.f13 14")
      current():cancel()
      return "f13"
    end
    for _, x in ipairs(gather({ spawn("f8", f8), spawn("f13", f13) }, { return_errors = true })) do
      say("w1 7 " .. (x.ok and x.value or kind(x.error)))
    end
    say("w1 17")
    local function f19()
      say("w1.f19 20")
      local function f22()
        say("w1.f19.f22 23")
        say("w1.f19.f22 got " .. q:get())
        sleep(0)
        say("w1.f19.f22 26")
        sleep(1)
        say("w1.f19.f22 28")
        return "f22"
      end
      local function f29()
        say("w1.f19.f29 30")
        if T.w6 then say("w1.f19.f29 cancels w6 " .. yn(T.w6:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w1.f19.f29 count " .. current():cancelling())
        error("E34", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f22", f22)
        tg:spawn("f29", f29)
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        ev:wait()
        say("w1.f19 37 ev")
        sleep(2)
        say("w1.f19 39")
      end)
        if is(e, ErrorGroup) then say("w1.f19 21 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(5)
      say("w1.f19 41")
      return "f19"
    end
    local function f42()
      say("w1.f42 43")
      ev:set()
      if not q:full() then q:put_nowait(45) end
      return "f42"
    end
    local function f46()
      say("w1.f46 47")
      say("w1.f46 got " .. q:get())
      return "f46"
    end
    do local dn, pn = wait({ spawn("f19", f19), spawn("f42", f42), spawn("f46", f46) }, { return_when = "first_error", timeout = 1 })
      say("w1 18 done " .. #dn .. " pending " .. #pn) end
  end
  say("w1 49 end")
end
local function w2()
  local function f51()
    say("w2.f51 52")
    do local ok, e = pcall(timeout, 0, function()
      say("w2.f51 count " .. current():cancelling())
      do local ok, e = pcall(timeout, 5, function()
        sleep(5)
        say("w2.f51 57")
        if not q:full() then q:put_nowait(58) end
      end)
        if is(e, Timeout) then say("w2.f51 55 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f51 53 timeout") elseif not ok then error(e, 0) end end
    say("w2.f51 60")
    return "f51"
  end
  local function f61()
    say("w2.f61 62")
    sleep(2)
    say("w2.f61 64")
    sleep(3)
    say("w2.f61 66")
    say("w2.f61 got " .. q:get())
    error("E68", 0)
  end
  local function f69()
    say("w2.f69 70")
    say("w2.f69 72")
    say("w2.f69 74")
    error("E75", 0)
  end
  do local dn, pn = wait({ spawn("f51", f51), spawn("f61", f61), spawn("f69", f69) }, { return_when = "first_error", timeout = nil })
    say("w2 50 done " .. #dn .. " pending " .. #pn) end
  q:put(76)
  say("w2 77 put 76")
  say("w2 79")
  if not q:full() then q:put_nowait(80) end
  ev:set()
  say("w2 82 end")
end
local function w3()
  sleep(1)
  say("w3 84")
  say("w3 86")
  say("w3 size " .. q:size())
  say("w3 88 end")
end
local function w4()
  say("w4 90")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w4 92 end")
end
local function w5()
  do local _ <close> = defer(function()
    sleep(2)
    say("w5 93 finally")
  end)
    local function f95()
      say("w5.f95 96")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w5.f95 97 ok") elseif type(e) == "string" then say("w5.f95 97 err " .. kind(e)) else error(e, 0) end end
      q:put(98)
      say("w5.f95 99 put 98")
      return "f95"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f95", f95)
    end)
      if is(e, ErrorGroup) then say("w5 94 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
  say("w5 102 end")
end
local function w6()
  say("w6 count " .. current():cancelling())
  local function f105()
    say("w6.f105 106")
    if not q:full() then q:put_nowait(107) end
    say("w6.f105 barrier " .. br:wait())
    return "f105"
  end
  local function f109()
    say("w6.f109 110")
    if T.w6 then say("w6.f109 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(0)
    say("w6.f109 113")
    if not q:empty() then say("w6.f109 took " .. q:get_nowait()) end
    return "f109"
  end
  local function f115()
    say("w6.f115 116")
    say("w6.f115 got " .. q:get())
    error("E118", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f105", f105)
    tg:spawn("f109", f109)
    tg:spawn("f115", f115)
  end)
    if is(e, ErrorGroup) then say("w6 104 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:wait()
  say("w6 120 ev")
  say("w6 121 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
